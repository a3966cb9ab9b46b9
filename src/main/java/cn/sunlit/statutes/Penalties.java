package cn.sunlit.statutes;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The limits of fine, detention and compelled appearance (罚款、拘留、拘传). */
public final class Penalties {

    private static final String PROCEDURE_118 = StatuteBook.cite("民事诉讼法", "2024-01-01", 118);
    private static final String PROCEDURE_119 = StatuteBook.cite("民事诉讼法", "2024-01-01", 119);
    private static final String INTERPRETATION_482 = StatuteBook.cite("民诉法解释", "2022-04-10", 482);

    private Penalties() {}

    /** On whom the fine is laid. */
    public enum Who {
        PERSON,
        ORGANISATION
    }

    @Law(id = "CF-01", statute = "民事诉讼法", edition = "2024-01-01", article = 118, text = "对个人的罚款金额，为人民币十万元以下。")
    @Law(id = "CF-02", statute = "民事诉讼法", edition = "2024-01-01", article = 118, text = "对单位的罚款金额，为人民币五万元以上一百万元以下。")
    public static List<Refusal> fine(Who who, Money amount, boolean president) {
        List<Refusal> unmet = new ArrayList<>();
        switch (who) {
            case PERSON -> {
                Money max = LegalNumbers.FINE_OF_PERSON_MAX.current();
                if (!amount.isPositive() || amount.compareTo(max) > 0) {
                    unmet.add(new Refusal("CF-01", PROCEDURE_118, "对个人的罚款应大于零且不超过%s元".formatted(max.display())));
                }
            }
            case ORGANISATION -> {
                LegalNumbers.Range range = LegalNumbers.FINE_OF_ORGANISATION.current();
                if (amount.compareTo(range.min()) < 0 || amount.compareTo(range.max()) > 0) {
                    unmet.add(new Refusal(
                            "CF-02",
                            PROCEDURE_118,
                            "对单位的罚款应在%s元至%s元之间"
                                    .formatted(
                                            range.min().display(), range.max().display())));
                }
            }
        }
        return approved(unmet, president);
    }

    @Law(id = "CF-03", statute = "民事诉讼法", edition = "2024-01-01", article = 118, text = "拘留的期限，为十五日以下。")
    public static List<Refusal> detention(int days, boolean president) {
        List<Refusal> unmet = new ArrayList<>();
        int max = LegalNumbers.DETENTION_DAYS_MAX.current();
        if (days < 1 || days > max) {
            unmet.add(new Refusal("CF-03", PROCEDURE_118, "拘留的期限应为1至%d日".formatted(max)));
        }
        return approved(unmet, president);
    }

    /** @param mayBeDetained whether the matter is complicated and detention may follow */
    @Law(
            id = "CF-04",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 482,
            text = "调查询问的时间不得超过八小时；情况复杂，依法可能采取拘留措施的，调查询问的时间不得超过二十四小时。")
    public static List<Refusal> questioning(int hours, boolean mayBeDetained, boolean president) {
        List<Refusal> unmet = new ArrayList<>();
        int max = (mayBeDetained ? LegalNumbers.QUESTIONING_HOURS_BEFORE_DETENTION : LegalNumbers.QUESTIONING_HOURS)
                .current();
        if (hours < 0 || hours > max) {
            unmet.add(new Refusal("CF-04", INTERPRETATION_482, "拘传后调查询问的时间不得超过%d小时".formatted(max)));
        }
        return approved(unmet, president);
    }

    /**
     * The moment at which a detained person is free. Liberty is counted by hours: each day is twenty-four of them from the
     * moment it was taken, and no holiday moves the end.
     */
    @Practice(id = "CF-06", text = "拘留自实际限制人身自由之时起算，一日为二十四小时，届满之时释放，遇休假日不顺延")
    public static Instant endOfDetention(Instant taken, int days) {
        return taken.plus(Duration.ofDays(days));
    }

    /** When the family must have been told at the latest. */
    @Law(
            id = "CF-07",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 180,
            text = "人民法院对被拘留人采取拘留措施后，应当在二十四小时内通知其家属；")
    public static Instant familyToldBy(Instant taken) {
        return taken.plus(Duration.ofHours(LegalNumbers.FAMILY_TOLD_HOURS.current()));
    }

    /** The last day on which whom it concerns may ask for reconsideration; the decision is carried out meanwhile. */
    @Law(
            id = "CF-08",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 185,
            text = "被罚款、拘留的人不服罚款、拘留决定申请复议的，应当自收到决定书之日起三日内提出。")
    public static Deadline reviewUntil(LocalDate served, WorkCalendar calendar) {
        return Periods.end(served, Period.days(LegalNumbers.PENALTY_REVIEW_DAYS.current()), calendar);
    }

    /** The last day on which the court above decides on it. */
    @Law(
            id = "CF-09",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 185,
            text = "上级人民法院应当在收到复议申请后五日内作出决定，并将复议结果通知下级人民法院和当事人。")
    public static Deadline reviewDecidedBy(LocalDate asked, WorkCalendar calendar) {
        return Periods.end(asked, Period.days(LegalNumbers.PENALTY_REVIEW_DECIDED_DAYS.current()), calendar);
    }

    @Law(id = "CF-05", statute = "民事诉讼法", edition = "2024-01-01", article = 119, text = "拘传、罚款、拘留必须经院长批准。")
    private static List<Refusal> approved(List<Refusal> unmet, boolean president) {
        if (!president) {
            unmet.add(new Refusal("CF-05", PROCEDURE_119, "拘传、罚款、拘留必须经院长批准"));
        }
        return List.copyOf(unmet);
    }
}
