package cn.sunlit.distribution;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Problem.Refusal;
import cn.sunlit.statutes.Shares;
import cn.sunlit.statutes.StatuteBook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who takes part in a distribution and by what rule ordinary claims share. Pure: facts in, every refusal with its article out. */
final class PlanRules {

    private static final String INTERPRETATION_506 = StatuteBook.cite("民诉法解释", "2022-04-10", 506);
    private static final String INTERPRETATION_507 = StatuteBook.cite("民诉法解释", "2022-04-10", 507);
    private static final String INTERPRETATION_514 = StatuteBook.cite("民诉法解释", "2022-04-10", 514);
    private static final String WORK_56 = StatuteBook.cite("执行工作若干规定", "2021-01-01", 56);

    private PlanRules() {}

    /**
     * @param started when the enforcement of the case that distributes began
     * @param solvency why an enterprise does not go into bankruptcy
     * @param hosting why this court distributes
     */
    record Facts(
            DebtorKind debtor,
            @Nullable String solvency,
            @Nullable String hosting,
            @Nullable LocalDate started,
            LocalDate today,
            Change.Input input) {}

    @Law(
            id = "FP-18",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 506,
            text = "被执行人为公民或者其他组织，在执行程序开始后，被执行人的其他已经取得执行依据的债权人发现被执行人的财产不能清偿所有债权的，可以向人民法院申请参与分配。")
    @Law(
            id = "FP-19",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 514,
            text = "当事人不同意移送破产或者被执行人住所地人民法院不受理破产案件的，执行法院就执行变价所得财产")
    @Law(
            id = "FP-20",
            statute = "执行工作若干规定",
            edition = "2021-01-01",
            article = 56,
            text = "对参与被执行人财产的具体分配，应当由首先查封、扣押或冻结的法院主持进行。")
    static List<Refusal> refusals(Facts f) {
        List<Refusal> refusals = new ArrayList<>();
        boolean bySeizure = f.input().rule() == Shares.Rule.SEIZURE_ORDER;
        if (f.debtor() == DebtorKind.ENTERPRISE && !bySeizure) {
            refusals.add(new Refusal("FP-18", INTERPRETATION_506, "被执行人是企业法人，不适用参与分配、按比例受偿，普通债权应当按查封先后清偿"));
        }
        if (f.debtor() == DebtorKind.ENTERPRISE && isBlank(f.solvency())) {
            refusals.add(new Refusal("FP-19", INTERPRETATION_514, "被执行人是企业法人的，须写明当事人不同意移送破产或者法院不受理破产案件的情况"));
        }
        if (f.debtor() != DebtorKind.ENTERPRISE && bySeizure) {
            refusals.add(new Refusal(
                    "FP-18",
                    INTERPRETATION_506,
                    "被执行人是%s，债权人参与分配的按比例受偿，不按查封先后".formatted(f.debtor().zh())));
        }
        if (isBlank(f.hosting())) {
            refusals.add(new Refusal("FP-20", WORK_56, "分配应当由首先查封、扣押或冻结的法院主持，须写明由本院主持的依据"));
        }
        f.input().entries().forEach(e -> refusals.addAll(ofClaim(f, e)));
        return refusals;
    }

    @Law(
            id = "FP-21",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 506,
            text = "对人民法院查封、扣押、冻结的财产有优先权、担保物权的债权人，可以直接申请参与分配，主张优先受偿权。")
    @Law(
            id = "FP-22",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 507,
            text = "参与分配申请应当在执行程序开始后，被执行人的财产执行终结前提出。")
    @Law(
            id = "FP-23",
            statute = "民诉法解释",
            edition = "2022-04-10",
            article = 507,
            text = "申请参与分配，申请人应当提交申请书。申请书应当写明参与分配和被执行人不能清偿所有债权的事实、理由，并附有执行依据。")
    private static List<Refusal> ofClaim(Facts f, Entry e) {
        List<Refusal> refusals = new ArrayList<>();
        if (!e.hasCreditor()) {
            return refusals;
        }
        boolean applied = e.caseId() == null;
        if (applied && e.basis().isBlank()) {
            refusals.add(
                    e.rank().preferred()
                            ? new Refusal(
                                    "FP-21", INTERPRETATION_506, "“%s”主张优先受偿，须写明优先权、担保物权的凭证".formatted(e.creditor()))
                            : new Refusal("FP-23", INTERPRETATION_507, "“%s”申请参与分配，须附有执行依据".formatted(e.creditor())));
        }
        LocalDate on = e.appliedOn();
        if (applied && on == null) {
            refusals.add(
                    new Refusal("FP-23", INTERPRETATION_507, "“%s”须提交参与分配申请书，请填写收到申请书的日期".formatted(e.creditor())));
        }
        if (on != null && f.started() != null && on.isBefore(f.started())) {
            refusals.add(new Refusal(
                    "FP-22",
                    INTERPRETATION_507,
                    "“%s”%s申请参与分配，早于本案执行程序开始之日%s".formatted(e.creditor(), on, f.started())));
        }
        if (on != null && on.isAfter(f.today())) {
            refusals.add(new Refusal("FP-22", INTERPRETATION_507, "“%s”申请参与分配的日期%s在将来".formatted(e.creditor(), on)));
        }
        return refusals;
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
