package cn.sunlit.distribution;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.Problem;
import cn.sunlit.publicity.Fact;
import cn.sunlit.publicity.Publicity;
import cn.sunlit.publicity.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;

/** What a creditor or the debtor reads of a plan on the phone: once it was served on this party. */
@Controller
class PortalPlanPages {

    private final Plans plans;
    private final Documents documents;
    private final Cases cases;
    private final Publicity publicity;

    PortalPlanPages(Plans plans, Documents documents, Cases cases, Publicity publicity) {
        this.plans = plans;
        this.documents = documents;
        this.cases = cases;
        this.publicity = publicity;
    }

    @GetMapping("/portal/distribution")
    @Transactional(readOnly = true)
    PortalPlanPage own(Actor by) {
        if (by.kind() != Actor.Kind.PARTY || by.cases().isEmpty()) {
            throw new Problem.Forbidden("请用案号、姓名和短信验证码登录当事人门户");
        }
        CaseFile file = cases.byId(by.cases().iterator().next());
        cases.allow(by, UseCase.READ_FUNDS, file);
        List<PortalPlanPage.Mine> mine = new ArrayList<>();
        for (PlanView v : Stream.concat(plans.of(file).stream(), plans.sharedBy(file).stream())
                .filter(v -> v.plan().decidedVersion() != null)
                .toList()) {
            List<Recipient> served = v.recipients().stream()
                    .filter(r -> r.servedOn() != null && r.party() != null && by.standsFor(r.party()))
                    .toList();
            if (publicity.open(Publicity.side(by), Thing.DOCUMENT, Fact.SERVED, !served.isEmpty())) {
                mine.add(new PortalPlanPage.Mine(
                        v,
                        v.lines().stream()
                                .filter(l -> file.id().equals(l.entry().caseId()))
                                .filter(l -> served.stream().noneMatch(Recipient::debtor))
                                .toList(),
                        v.plan().state() == PlanState.DECIDED ? served : List.of(),
                        documents
                                .find(Objects.requireNonNull(v.plan().documentId()))
                                .map(Document::text)
                                .orElse("")));
            }
        }
        return new PortalPlanPage(file.number().text(), mine);
    }
}
