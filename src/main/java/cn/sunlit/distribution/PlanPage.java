package cn.sunlit.distribution;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.kernel.Money;
import cn.sunlit.property.HeldAsset;
import cn.sunlit.statutes.Shares;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The plans of a case with what can be done about them.
 *
 * @param shared decided plans of other cases in which this one takes part
 * @param candidates other cases of this court against the same debtor
 * @param free what lies in the account and may be distributed
 * @param assets that the case holds or waits for
 * @param trial what was tried out, not saved
 * @param refusals why the last act was refused
 * @param typed what was filled in for it
 */
record PlanPage(
        CaseHeader header,
        CaseFile file,
        List<PlanView> plans,
        List<PlanView> shared,
        List<CaseFile> candidates,
        Money free,
        List<HeldAsset> assets,
        @Nullable Trial trial,
        LocalDate today,
        boolean mayPrepare,
        boolean mayDecide,
        boolean mayKeep,
        List<String> refusals,
        Map<String, String> typed)
        implements Screen {

    /** @param plan which was tried */
    record Trial(long plan, List<PlanView.Move> moves, Shares.Plan shares) {}

    @Override
    public String title() {
        return header.number().text() + " 分配方案";
    }

    @Override
    public int httpStatus() {
        return refusals.isEmpty() ? 200 : 422;
    }

    String path() {
        return header.path() + "/distribution-plan";
    }

    String at(PlanView v) {
        return path() + "/" + v.plan().id();
    }

    boolean hasOpen() {
        return plans.stream().anyMatch(v -> v.plan().state().isOpen());
    }

    List<CaseParty> respondents() {
        return file.respondents();
    }

    String typed(String field) {
        return typed.getOrDefault(field, "");
    }

    /** What was typed for a trial, else what the draft says. */
    String typed(String field, @Nullable Object otherwise) {
        String was = trial == null ? null : typed.get(field);
        return was != null ? was : otherwise == null ? "" : otherwise.toString();
    }

    List<Shares.Rank> ranks() {
        return List.of(Shares.Rank.values());
    }

    List<Shares.Rule> rules() {
        return List.of(Shares.Rule.values());
    }

    List<DebtorKind> debtorKinds() {
        return List.of(DebtorKind.values());
    }

    /** What the amendment under approval moves. */
    List<PlanView.Move> amended(PlanView v) {
        return v.shares() == null || v.changed() == null
                ? List.of()
                : Board.between(v.input(), v.shares(), v.changed());
    }

    static String rate(PlanView.Line l) {
        return Show.percent(l.share().fen(), l.entry().total().fen());
    }

    /** A term with how many days are left, for the officer's eye. */
    String term(@Nullable LocalDate due) {
        if (due == null) {
            return "—";
        }
        long left = java.time.temporal.ChronoUnit.DAYS.between(today, due);
        return Show.date(due) + (left < 0 ? "（已届满）" : left == 0 ? "（今日届满）" : "（还有%d日）".formatted(left));
    }

    static String why(Shares.Line line) {
        return Board.why(line);
    }

    static String signed(Money by) {
        return by.isNegative() ? "−" + Money.ZERO.minus(by).display() : "＋" + by.display();
    }
}
