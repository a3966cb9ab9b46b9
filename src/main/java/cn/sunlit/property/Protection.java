package cn.sunlit.property;

import cn.sunlit.inquiries.AssetKind;
import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may not be taken, or not wholly (不得执行与须保留的财产). The rules are data, see {@link Protections}; here is what they do.
 * Pure. Words in a title raise a protection, and the officer who has looked at the thing may find that it does not fall under
 * it; the nature that an institution reports is not open to that.
 */
@Law(
        id = "KZ-18",
        statute = "执行工作若干规定",
        edition = "2021-01-01",
        article = 27,
        text = "被执行人为金融机构的，对其交存在人民银行的存款准备金和备付金不得冻结和扣划")
@Law(id = "BH-01", statute = "执行工作若干规定", edition = "2021-01-01", article = 27, text = "但不得查封其营业场所。")
@Law(
        id = "BH-02",
        statute = "查封扣押冻结",
        edition = "2021-01-01",
        article = 3,
        text = "被执行人及其所扶养家属生活所必需的衣服、家具、炊具、餐具及其他家庭生活必需的物品；")
@Law(
        id = "KZ-19",
        statute = "查封扣押冻结",
        edition = "2021-01-01",
        article = 3,
        text = "被执行人及其所扶养家属所必需的生活费用。当地有最低生活保障标准的，必需的生活费用依照该标准确定；")
@Law(id = "BH-03", statute = "查封扣押冻结", edition = "2021-01-01", article = 3, text = "被执行人及其所扶养家属完成义务教育所必需的物品；")
@Law(id = "BH-04", statute = "查封扣押冻结", edition = "2021-01-01", article = 3, text = "未公开的发明或者未发表的著作；")
@Law(id = "BH-05", statute = "查封扣押冻结", edition = "2021-01-01", article = 3, text = "被执行人及其所扶养家属用于身体缺陷所必需的辅助工具、医疗物品；")
@Law(id = "BH-06", statute = "查封扣押冻结", edition = "2021-01-01", article = 3, text = "被执行人所得的勋章及其他荣誉表彰的物品；")
@Law(
        id = "BH-07",
        statute = "查封扣押冻结",
        edition = "2021-01-01",
        article = 3,
        text = "根据《中华人民共和国缔结条约程序法》，以中华人民共和国、中华人民共和国政府或者中华人民共和国政府部门名义同外国、国际组织缔结的条约、协定和其他具有条约、协定性质的文件中规定免于查封、扣押、冻结的财产；")
@Law(id = "BH-08", statute = "查封扣押冻结", edition = "2021-01-01", article = 3, text = "法律或者司法解释规定的其他不得查封、扣押、冻结的财产。")
@Law(
        id = "BH-09",
        statute = "查封扣押冻结",
        edition = "2021-01-01",
        article = 4,
        text = "对被执行人及其所扶养家属生活所必需的居住房屋，人民法院可以查封，但不得拍卖、变卖或者抵债。")
@Law(id = "BH-10", statute = "民事诉讼法", edition = "2024-01-01", article = 254, text = "但应当保留被执行人及其所扶养家属的生活必需费用。")
@Law(
        id = "BH-11",
        statute = "执行异议之诉",
        edition = "2025-07-24",
        article = 12,
        text =
                "执行法院冻结被执行的房地产开发企业的预售资金监管账户，案外人以其已向该账户交付购房款，且房屋买卖合同已经解除为由，提起执行异议之诉，请求排除相应购房款的强制执行并申请向其发放，事由成立的，人民法院应予支持。")
@Law(
        id = "BH-12",
        statute = "企业破产法",
        edition = "2007-06-01",
        article = 19,
        text = "人民法院受理破产申请后，有关债务人财产的保全措施应当解除，执行程序应当中止。")
@Law(
        id = "BH-13",
        statute = "拍卖变卖",
        edition = "2021-01-01",
        article = 6,
        text = "保留价确定后，依据本次拍卖保留价计算，拍卖所得价款在清偿优先债权和强制执行费用后无剩余可能的，应当在实施拍卖前将有关情况通知申请执行人。")
@Practice(
        id = "KZ-20",
        text =
                "农民工工资专用账户、社会保险基金、党费工会经费、住房维修资金、客户交易结算资金等专用资金，控制前由承办人提请、院长或者执行局局长审核（各项依据待逐条核定，核定前不自动拒绝）；性质由协助单位反馈或者账户名称、用途识别，名称识别不当的由承办人核实后排除")
final class Protection {

    /** Found by the officer to fall under no protection that words raised. */
    static final String NONE = "NONE";

    private Protection() {}

    /** What is to be done with a thing. */
    enum Act {
        HOLD("查封、扣押、冻结"),
        TAKE("扣划、提取"),
        SELL("拍卖、变卖、抵债");

        private final String zh;

        Act(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }
    }

    /** BLOCK refuses, WARN needs the president's or bureau chief's word, PARTIAL leaves a part. */
    enum Effect {
        BLOCK("不得执行"),
        WARN("须院级审核"),
        PARTIAL("应当保留必需部分");

        private final String zh;

        Effect(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }
    }

    /**
     * One protection.
     *
     * @param kinds of assets it is about, empty for all
     * @param natures as an institution reports them
     * @param words of which one stands in the title
     * @param owners words of which one stands in the holder's name (开户名)
     * @param acts that it forbids
     * @param basis where it stands in the law; null while it waits to be verified (依据待核定)
     * @param from the day from which it holds
     */
    record Rule(
            String code,
            String zh,
            Set<String> kinds,
            Set<String> natures,
            List<String> words,
            List<String> owners,
            Set<Act> acts,
            Effect effect,
            @Nullable Basis basis,
            LocalDate from) {

        Rule {
            kinds = Set.copyOf(kinds);
            natures = Set.copyOf(natures);
            words = List.copyOf(words);
            owners = List.copyOf(owners);
            acts = Set.copyOf(acts);
        }

        /** The article, or that none has been verified. */
        String basisZh() {
            return basis == null ? "依据待核定" : basis.cite();
        }

        private boolean covers(Thing t) {
            if (code.equals(t.declared()) || natures.contains(t.nature())) {
                return true;
            }
            boolean kindFits = kinds.isEmpty() || kinds.contains(t.kind().code());
            if (words.isEmpty() && owners.isEmpty()) {
                return kindFits && !kinds.isEmpty();
            }
            return kindFits
                    && !NONE.equals(t.declared())
                    && (words.isEmpty() || words.stream().anyMatch(t.title()::contains))
                    && (owners.isEmpty() || owners.stream().anyMatch(t.owner()::contains));
        }
    }

    /** A rule's place in the law. */
    record Basis(String rule, String cite, String text) {}

    /**
     * A thing and what is known of it.
     *
     * @param declared the protection under which the officer finds it falls, {@link #NONE} for none, null when not looked at
     * @param available what can be taken of it, null when nobody knows
     * @param reserved what must stay with the respondent, null while not determined
     * @param cleared whether the president or bureau chief let it be taken
     */
    record Thing(
            AssetKind kind,
            String nature,
            String title,
            String owner,
            @Nullable String declared,
            @Nullable Money available,
            @Nullable Money reserved,
            boolean cleared) {}

    /** The protections under which a thing falls on a day. */
    static List<Rule> over(List<Rule> all, Thing thing, LocalDate on) {
        return all.stream()
                .filter(r -> !on.isBefore(r.from()) && r.covers(thing))
                .toList();
    }

    /** Why the act may not be done; empty when no protection stands in its way. */
    static List<Refusal> refusals(List<Rule> all, Thing thing, Act act, @Nullable Money amount, LocalDate on) {
        List<Refusal> refusals = new ArrayList<>();
        for (Rule rule : over(all, thing, on)) {
            if (rule.acts().contains(act)) {
                Refusal refusal =
                        switch (rule.effect()) {
                            case BLOCK -> refusal(rule, "该财产属于%s，不得%s".formatted(rule.zh(), act.zh()));
                            case WARN ->
                                thing.cleared()
                                        ? null
                                        : refusal(rule, "该财产标注为%s，是否可以执行须经院长或者局长审核".formatted(rule.zh()));
                            case PARTIAL -> partly(rule, thing, amount);
                        };
                if (refusal != null) {
                    refusals.add(refusal);
                }
            }
        }
        return refusals;
    }

    private static @Nullable Refusal partly(Rule rule, Thing thing, @Nullable Money amount) {
        Money reserved = thing.reserved();
        if (reserved == null) {
            return refusal(rule, "该财产属于%s，应当先确定为被执行人及其所扶养家属保留的生活必需费用".formatted(rule.zh()));
        }
        Money available = thing.available();
        if (amount == null || available == null) {
            return null;
        }
        Money most = available.minus(reserved).atLeastZero();
        return amount.compareTo(most) <= 0
                ? null
                : refusal(
                        rule,
                        "可用%s元，应当保留%s元，最多执行%s元".formatted(available.display(), reserved.display(), most.display()));
    }

    private static Refusal refusal(Rule rule, String because) {
        Basis basis = rule.basis();
        return basis == null
                ? new Refusal("KZ-20", "", because + "（依据待核定）")
                : new Refusal(basis.rule(), basis.cite(), because);
    }
}
