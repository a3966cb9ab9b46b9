package cn.sunlit.docket;

import cn.sunlit.identity.Role;
import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem.Refusal;
import cn.sunlit.statutes.Period;
import cn.sunlit.statutes.StatuteBook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** By how much a period may be lengthened or stand still, and who decides. Pure: facts in, refusals with their articles out. */
final class PeriodRules {

    private static final String WORK_63 = StatuteBook.cite("执行工作若干规定", "2021-01-01", 63);
    private static final String WORK_77 = StatuteBook.cite("执行工作若干规定", "2021-01-01", 77);
    private static final String GUARANTEE_10 = StatuteBook.cite("执行担保", "2021-01-01", 10);
    private static final String PARTIES_28 = StatuteBook.cite("变更追加当事人", "2021-01-01", 28);
    /** This text is not shipped. */
    private static final String TERMS_5 = "关于严格执行案件审理期限制度的若干规定（法释〔2000〕29号）第五条";

    private static final String HOUSE = "产品口径，法律未规定";

    private static final int TERM_EXTENSION_MONTHS = 3;
    private static final int DEFERRAL_BY_SUPERIOR_MONTHS = 3;
    private static final int DEFERRAL_BY_GUARANTEE_YEARS = 1;

    private static final Set<Role> PRESIDENT = Set.of(Role.PRESIDENT);
    private static final Set<Role> CHIEFS = Set.of(Role.BUREAU_CHIEF, Role.PRESIDENT);
    private static final Set<Role> LEADERS = Set.of(Role.TEAM_LEADER, Role.BUREAU_CHIEF, Role.PRESIDENT);

    private PeriodRules() {}

    /**
     * Who must approve an extension, and how far it may go at once.
     *
     * @param most in the unit of the node's period
     * @param law the article, shown and kept with the extension
     * @param reported whether the second and later ones need the number of a report to the high court
     * @param once whether there is no second one
     */
    record ExtensionRule(Set<Role> approvers, int most, String law, boolean reported, boolean once) {}

    /** @return null where the law knows no extension */
    @Law(id = "QX-10", statute = "执行工作若干规定", edition = "2021-01-01", article = 63, text = "确有特殊情况需要延长的，由本院院长批准。")
    @Law(id = "QX-11", statute = "变更追加当事人", edition = "2021-01-01", article = 28, text = "有特殊情况需要延长的，由本院院长批准。")
    @Practice(id = "QX-12", text = "执行期限每次延长不超过三个月，第二次起须写明层报高级人民法院备案的文号（法释〔2000〕29号第五条，原文未随产品收录）")
    static @Nullable ExtensionRule extension(NodeSpec node) {
        Period period = node.due().period();
        if (period == null
                || node.due().reference() != null
                || period.unit() == Period.Unit.HOUR
                || period.value() == 0) {
            return null;
        }
        if (DueDates.isTerm(node)) {
            return new ExtensionRule(PRESIDENT, TERM_EXTENSION_MONTHS, WORK_63 + "、" + TERMS_5, true, false);
        }
        if (node.identifier().equals("PARTY_SUBSTITUTION")) {
            return new ExtensionRule(PRESIDENT, period.value(), PARTIES_28, false, false);
        }
        return inner(node, period);
    }

    @Practice(id = "QX-13", text = "法律未规定长度的延长，以原期限为限；内部期限由执行局局长或者院长批准，以一次为限")
    private static @Nullable ExtensionRule inner(NodeSpec node, Period period) {
        return switch (node.due().authority()) {
            case STATUTORY, JUDICIAL_POLICY -> null;
            case LOCAL_PRACTICE, DESIGN_DEFAULT -> new ExtensionRule(CHIEFS, period.value(), HOUSE, false, true);
        };
    }

    /** @param before how many extensions the run has already */
    static List<Refusal> refuseExtension(
            NodeSpec node, NodeRow run, int value, int before, @Nullable String reportNumber, LocalDate today) {
        ExtensionRule rule = extension(node);
        if (rule == null) {
            return List.of(new Refusal("QX-10", String.join("；", node.law()), "法律没有规定这一期限可以延长"));
        }
        List<Refusal> refusals = new ArrayList<>();
        Period period = Objects.requireNonNull(node.due().period());
        if (value > rule.most()) {
            refusals.add(new Refusal(
                    "QX-12", rule.law(), "每次延长不能超过%s".formatted(new Period(rule.most(), period.unit()).display())));
        }
        if (rule.once() && before > 0) {
            refusals.add(new Refusal("QX-13", rule.law(), "已经延长过一次"));
        }
        if (rule.reported() && before > 0 && (reportNumber == null || reportNumber.isBlank())) {
            refusals.add(new Refusal("QX-12", rule.law(), "再次延长须写明层报高级人民法院备案的文号"));
        }
        if (run.dueOn() != null && run.dueOn().isBefore(today)) {
            refusals.add(new Refusal("QX-10", rule.law(), "期限已于%s届满，延长须在届满以前".formatted(run.dueOn())));
        }
        return refusals;
    }

    @Law(id = "QX-14", statute = "执行担保", edition = "2021-01-01", article = 10, text = "暂缓执行的期限应当与担保书约定一致，但最长不得超过一年。")
    static List<Refusal> refuseSuspension(Ground ground, LocalDate from, @Nullable LocalDate to, LocalDate filedOn) {
        List<Refusal> refusals = new ArrayList<>();
        if (from.isBefore(filedOn)) {
            refusals.add(new Refusal("QX-02", ground.law(), "扣除期间的开始日%s早于立案日%s".formatted(from, filedOn)));
        }
        if (ground == Ground.SETTLEMENT_OR_GUARANTEE
                && to != null
                && to.isAfter(from.plusYears(DEFERRAL_BY_GUARANTEE_YEARS))) {
            refusals.add(new Refusal("QX-14", GUARANTEE_10, "暂缓执行最长不得超过一年"));
        }
        return refusals;
    }

    /** Who approves that days do not count. */
    @Law(
            id = "QX-15",
            statute = "执行工作若干规定",
            edition = "2021-01-01",
            article = 77,
            text = "暂缓执行的期限一般不得超过三个月。有特殊情况需要延长的，应报经院长批准，并及时通知下级法院。")
    static Set<Role> approversOfSuspension(Ground ground, @Nullable LocalDate from, @Nullable LocalDate to) {
        boolean longDeferral = ground == Ground.SUPERIOR_DEFERRAL
                && from != null
                && (to == null || to.isAfter(from.plusMonths(DEFERRAL_BY_SUPERIOR_MONTHS)));
        return longDeferral ? PRESIDENT : LEADERS;
    }

    static String lawOfSuspension(Ground ground) {
        return ground == Ground.SUPERIOR_DEFERRAL ? ground.law() + "、" + WORK_77 : ground.law();
    }

    @Practice(id = "QX-16", text = "法定必经节点不能免除；其他法定、司法文件节点由二人办理免除；产品默认和地方节点写明理由即可免除")
    static List<Refusal> refuseWaiver(NodeSpec node) {
        return node.always() && node.due().authority() == Authority.STATUTORY
                ? List.of(new Refusal("QX-16", String.join("；", node.law()), "法定必经节点，不能免除"))
                : List.of();
    }

    /** Whether one person's reason is enough. */
    static boolean waivedByOne(NodeSpec node) {
        return node.due().authority() == Authority.DESIGN_DEFAULT || node.due().authority() == Authority.LOCAL_PRACTICE;
    }

    static Set<Role> leaders() {
        return LEADERS;
    }
}
