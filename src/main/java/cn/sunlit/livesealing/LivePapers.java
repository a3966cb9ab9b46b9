package cn.sunlit.livesealing;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.documents.Kind;
import cn.sunlit.identity.Actor;
import cn.sunlit.livesealing.LivePlanStore.PayeeRow;
import cn.sunlit.livesealing.LivePlanStore.Plan;
import cn.sunlit.web.Show;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The decision that the debtor and the bank get, the notice that the applicant gets without the debtor's business secrets, and the
 * notice of the end.
 */
@Component
class LivePapers {

    private static final String ONLINE = "电子送达";

    private final Documents documents;
    private final LivePlanStore plans;

    LivePapers(Documents documents, LivePlanStore plans) {
        this.documents = documents;
        this.plans = plans;
    }

    Document issue(Actor by, CaseFile file, Plan plan, Kind kind, String because) {
        return documents.issue(by, file.court(), file.id(), file.number(), kind, fields(file, plan, because));
    }

    /** To the debtor and who keeps the asset. */
    void serveDebtor(Actor by, CaseFile file, Plan plan, Document paper, LocalDate on) {
        documents.served(by, paper.id(), plan.party().value(), plan.debtor(), ONLINE, on);
        if (plan.institution() != null) {
            documents.served(by, paper.id(), 0, plan.place(), ONLINE, on);
        }
    }

    void serveApplicants(Actor by, CaseFile file, Document paper, LocalDate on) {
        for (CaseParty each : file.applicants()) {
            documents.served(by, paper.id(), each.id().value(), each.name(), ONLINE, on);
        }
    }

    void serveAll(Actor by, CaseFile file, Plan plan, Document paper, LocalDate on) {
        serveDebtor(by, file, plan, paper, on);
        serveApplicants(by, file, paper, on);
    }

    private Map<String, Object> fields(CaseFile file, Plan plan, String because) {
        Terms t = plan.terms();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("applicant", names(file.applicants()));
        fields.put("respondent", plan.debtor());
        fields.put("asset", plan.title() + "（" + plan.place() + "，" + plan.accountMasked() + "）");
        fields.put("keeper", t.keeper().zh());
        fields.put("purpose", t.purpose());
        fields.put("uses", String.join("、", t.uses().stream().map(Use::zh).toList()));
        fields.put("from", t.from());
        fields.put("to", t.to());
        fields.put("monthly", t.monthly() == null ? "不涉及付款" : Show.money(t.monthly()));
        fields.put("floor", t.floor() == null ? "不涉及付款" : Show.money(t.floor()));
        fields.put("payees", payees(plan));
        fields.put("sale", t.saleTerms() == null ? "不准许出售" : t.saleTerms());
        fields.put("supervisor", t.supervisor());
        fields.put("frequency", t.frequency().zh());
        fields.put("days", Integer.toString(ReportDays.DAYS_TO_REPORT));
        fields.put("review", t.reviewOn());
        fields.put("breach", t.breachRule().zh());
        fields.put("opinion", "%s（%s，%s）".formatted(t.opinion().zh(), Show.dateInWords(t.opinionOn()), t.opinionHow()));
        fields.put("reason", because);
        return fields;
    }

    private String payees(Plan plan) {
        List<String> lines = plans.payees(plan.caseId()).stream()
                .filter(p -> p.planId() == plan.id())
                .map(LivePapers::line)
                .toList();
        return lines.isEmpty() ? "无" : String.join("\n", lines);
    }

    private static String line(PayeeRow p) {
        return "%s（%s），%s，每月不超过%s"
                .formatted(p.name(), p.accountMasked(), p.use().zh(), Show.money(p.monthly()));
    }

    private static String names(List<CaseParty> parties) {
        return parties.isEmpty()
                ? "（未载明）"
                : String.join("、", parties.stream().map(CaseParty::name).toList());
    }
}
