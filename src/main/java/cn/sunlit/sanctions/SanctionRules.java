package cn.sunlit.sanctions;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem.Refusal;
import cn.sunlit.statutes.Periods;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a sanction may be imposed; facts in, every unmet condition out. */
final class SanctionRules {

    private SanctionRules() {}

    /**
     * What the rules look at.
     *
     * @param owed what is still to be performed
     * @param held what measures of this case really hold
     * @param noticeServed whether the enforcement notice is out (node B01 done)
     * @param minor whether the respondent is under eighteen
     */
    record Facts(Ground ground, Money owed, Money held, boolean money, boolean noticeServed, boolean minor) {}

    static List<Refusal> refusals(Facts f) {
        return Stream.of(notPerformed(f), noticeFirst(f), enoughHeld(f), notAMinor(f))
                .filter(Objects::nonNull)
                .toList();
    }

    @Law(
            id = "CJ-01",
            statute = "失信名单",
            edition = "2017-05-01",
            article = 1,
            text = "被执行人未履行生效法律文书确定的义务，并具有下列情形之一的，人民法院应当将其纳入失信被执行人名单，依法对其进行信用惩戒：")
    private static @Nullable Refusal notPerformed(Facts f) {
        return f.money() && !f.owed().isPositive()
                ? new Refusal("CJ-01", f.ground().law(), "生效法律文书确定的义务已经履行完毕，不得惩戒")
                : null;
    }

    @Law(
            id = "CJ-02",
            statute = "限制消费",
            edition = "2015-07-22",
            article = 1,
            text = "被执行人未按执行通知书指定的期间履行生效法律文书确定的给付义务的，人民法院可以采取限制消费措施，限制其高消费及非生活或者经营必需的有关消费。")
    private static @Nullable Refusal noticeFirst(Facts f) {
        return f.noticeServed() ? null : new Refusal("CJ-02", "限制消费规定（2015）第一条", "执行通知书尚未制发，被执行人的履行期间尚未指定");
    }

    @Law(
            id = "CJ-03",
            statute = "失信名单",
            edition = "2017-05-01",
            article = 3,
            text = "（二）已被采取查封、扣押、冻结等措施的财产足以清偿生效法律文书确定债务的；")
    private static @Nullable Refusal enoughHeld(Facts f) {
        boolean enough = f.held().isPositive() && f.held().compareTo(f.owed()) >= 0;
        return f.ground() == Ground.CAPABLE_BUT_REFUSES && enough
                ? new Refusal(
                        "CJ-03",
                        "失信名单规定（2017）第三条第（二）项",
                        "已控制的%s元足以清偿债务%s元，不得以有履行能力而拒不履行为由纳入"
                                .formatted(f.held().display(), f.owed().display()))
                : null;
    }

    @Law(id = "CJ-04", statute = "失信名单", edition = "2017-05-01", article = 4, text = "被执行人为未成年人的，人民法院不得将其纳入失信被执行人名单。")
    private static @Nullable Refusal notAMinor(Facts f) {
        return f.minor() && f.ground().kind() == SanctionKind.DISHONESTY_LISTING
                ? new Refusal("CJ-04", "失信名单规定（2017）第四条", "被执行人为未成年人，不得纳入失信被执行人名单")
                : null;
    }

    /** The last day of the listing (rule QJ-07 of the statutes); null for a ground without a term. */
    static @Nullable LocalDate lastDay(Ground ground, LocalDate decided) {
        return ground.hasTerm() ? Periods.endOfListing(decided) : null;
    }

    @Law(
            id = "CJ-06",
            statute = "失信名单",
            edition = "2017-05-01",
            article = 10,
            text = "（一）被执行人已履行生效法律文书确定的义务或人民法院已执行完毕的；")
    @Law(
            id = "CJ-07",
            statute = "失信名单",
            edition = "2017-05-01",
            article = 2,
            text = "失信被执行人积极履行生效法律文书确定义务或主动纠正失信行为的，人民法院可以决定提前删除失信信息。")
    @Law(
            id = "CJ-08",
            statute = "限制消费",
            edition = "2015-07-22",
            article = 9,
            text = "被执行人履行完毕生效法律文书确定的义务的，人民法院应当在本规定第六条通知或者公告的范围内及时以通知或者公告解除限制消费令。")
    static boolean endsByItselfOnPerformance(Ground ground) {
        return !ground.hasTerm();
    }
}
