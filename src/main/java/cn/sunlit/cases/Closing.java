package cn.sunlit.cases;

import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
import cn.sunlit.docket.InnerNode;
import cn.sunlit.docket.State;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.documents.Kind;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.kernel.Problem.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the case itself and its docket must show before it closes (法发〔2014〕26号第十四条以下; 法〔2016〕373号第一条). Money,
 * measures and sanctions are judged by their own modules. Each condition is tested, so that a refusal names all of them.
 */
@Component
class Closing implements ClosingCondition {

    private static final String F16_373 = "最高人民法院关于严格规范终结本次执行程序的规定（试行）（法〔2016〕373号）第";

    private final Docket docket;
    private final Documents documents;
    private final Courts courts;

    Closing(Docket docket, Documents documents, Courts courts) {
        this.docket = docket;
        this.documents = documents;
        this.courts = courts;
    }

    @Override
    public List<Refusal> unmet(CaseFile file, Outcome outcome, LocalDate on) {
        Map<String, InnerNode> nodes = docket.innerNodes(file.id()).stream()
                .collect(Collectors.toMap(InnerNode::code, Function.identity(), (a, b) -> a));
        return switch (outcome) {
            case FULLY_PERFORMED -> fullyPerformed(file, nodes);
            case TERMINATED_THIS_PROCEDURE -> terminated(file, nodes, on);
            case TERMINATED, CASE_CANCELLED, DENIED_ENFORCEMENT, APPLICATION_DISMISSED -> List.of();
        };
    }

    private static List<Refusal> fullyPerformed(CaseFile file, Map<String, InnerNode> nodes) {
        List<Refusal> refusals = new ArrayList<>();
        if (!file.imported()) {
            need(refusals, nodes, "B01", "JA-01", "民事诉讼法（2023）第二百五十一条", "尚未向被执行人发出执行通知");
        }
        if (!MoneyTerms.of(file.obligations()).uniform()) {
            refusals.add(new Refusal("JA-02", "最高人民法院关于执行程序中计算迟延履行期间的债务利息适用法律若干问题的解释第一条", "各项金钱债务的利息约定不同，一般债务利息尚未核定"));
        }
        return refusals;
    }

    private static List<Refusal> terminated(CaseFile file, Map<String, InnerNode> nodes, LocalDate on) {
        List<Refusal> refusals = new ArrayList<>();
        if (file.filedOn() == null) {
            refusals.add(new Refusal("ZB-01", F16_373 + "一条第四项", "没有立案日期，无法证明立案已超过三个月"));
        } else if (!on.isAfter(file.filedOn().plusMonths(3))) {
            refusals.add(new Refusal(
                    "ZB-01",
                    F16_373 + "一条第四项",
                    "立案（%s）尚未超过三个月，最早%s"
                            .formatted(
                                    file.filedOn(), file.filedOn().plusMonths(3).plusDays(1))));
        }
        if (!file.hasMoney()) {
            refusals.add(new Refusal("ZB-12", "终本合规核查第12项", "给付内容只有行为，不适用终结本次执行程序"));
        }
        need(refusals, nodes, "B01", "ZB-02", F16_373 + "一条第一项", "尚未向被执行人发出执行通知");
        need(refusals, nodes, "B02", "ZB-03", F16_373 + "一条第一项、第二条", "尚未责令被执行人报告财产");
        need(refusals, nodes, "C01", "ZB-04", F16_373 + "一条第三项、第三条", "尚未发起网络查控");
        need(refusals, nodes, "C02", "ZB-05", F16_373 + "一条第三项、第三条", "网络查控反馈尚未甄别完毕");
        need(refusals, nodes, "C07", "ZB-06", "终本合规核查第3项", "尚未完成传统查控（现场调查、搜查、悬赏、审计至少一项）");
        closed(refusals, nodes, "C03", "ZB-07", F16_373 + "二条", "被执行人的财产报告尚未核查");
        closed(refusals, nodes, "C04", "ZB-07", F16_373 + "二条", "被执行人拒报、虚报财产尚未处理");
        closed(refusals, nodes, "C05", "ZB-08", "终本合规核查第5项", "尚有财产线索没有核实");
        need(refusals, nodes, "G02", "ZB-09", F16_373 + "一条第二项", "尚未对被执行人发出限制消费令");
        closed(refusals, nodes, "G03", "ZB-10", F16_373 + "一条第二项", "纳入失信被执行人名单的申请尚未处理");
        InnerNode interview = nodes.get("I01");
        if (interview == null || interview.state() != State.DONE) {
            refusals.add(new Refusal("ZB-11", F16_373 + "五条", "尚未约谈申请执行人（终本约谈），未听取其意见"));
        } else if (interview.doneOn() != null && !interview.doneOn().isBefore(on)) {
            refusals.add(new Refusal("ZB-11", "终本合规核查第8项", "终本约谈日期须早于结案日期"));
        }
        need(refusals, nodes, "I02", "ZB-13", "民诉法解释（2022）第五百一十七条", "尚未完成终本合规核查与合议，或者未经院长批准");
        return refusals;
    }

    /** The node must have been done, or waived with its reason. */
    private static void need(
            List<Refusal> refusals,
            Map<String, InnerNode> nodes,
            String code,
            String rule,
            String law,
            String because) {
        InnerNode node = nodes.get(code);
        if (node == null || (node.state() != State.DONE && node.state() != State.WAIVED)) {
            refusals.add(new Refusal(rule, law, because + "（节点" + code + "）"));
        }
    }

    /** The node need not have begun, but must not be left open. */
    private static void closed(
            List<Refusal> refusals,
            Map<String, InnerNode> nodes,
            String code,
            String rule,
            String law,
            String because) {
        InnerNode node = nodes.get(code);
        if (node != null && node.state() == State.OPEN) {
            refusals.add(new Refusal(rule, law, because + "（节点" + code + "）"));
        }
    }

    /** Acts are confirmed in writing, rulings are named: the program cannot see either by itself. */
    static List<Refusal> missingBasis(CaseFile file, Outcome outcome, @Nullable String basis) {
        if (basis != null && !basis.isBlank()) {
            return List.of();
        }
        boolean conduct = file.obligations().stream().anyMatch(o -> o instanceof Obligation.Conduct);
        return switch (outcome) {
            case FULLY_PERFORMED ->
                conduct
                        ? List.of(new Refusal(
                                "JA-03",
                                "最高人民法院关于执行案件立案、结案若干问题的意见（法发〔2014〕26号）第十五条",
                                "行为义务已经履行的，须写明履行凭证或者申请执行人的书面确认（basis）"))
                        : List.of();
            case TERMINATED_THIS_PROCEDURE -> List.of();
            case TERMINATED -> List.of(new Refusal("JA-04", "民事诉讼法（2023）第二百六十八条", "须写明终结执行的法定情形和裁定文号（basis）"));
            case CASE_CANCELLED -> List.of(new Refusal("JA-05", "法发〔2014〕26号第十八条", "须写明销案的事由（basis）"));
            case DENIED_ENFORCEMENT ->
                List.of(new Refusal("JA-06", "民事诉讼法（2023）第二百四十八条、第二百四十九条", "须写明不予执行的事由和裁定文号（basis）"));
            case APPLICATION_DISMISSED -> List.of(new Refusal("JA-07", "法发〔2014〕26号第二十条", "须写明驳回申请的事由和裁定文号（basis）"));
        };
    }

    /** Issues the notice and returns what proves the closing. */
    List<Evidence> notice(Actor by, CaseFile file, Outcome outcome, LocalDate on, @Nullable String basis) {
        Map<String, Object> fields = new HashMap<>(DocumentFields.of(file, courts));
        fields.put("outcome", outcome.zh());
        fields.put("closedOn", on);
        fields.put("basis", basis == null ? outcome.zh() : basis);
        Document notice = documents.issue(by, file.court(), file.id(), file.number(), Kind.CLOSURE_NOTICE, fields);
        return List.of(new Evidence("DOCUMENT", "document:" + notice.id(), notice.title(), notice.sha256()));
    }
}
