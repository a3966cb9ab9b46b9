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
import cn.sunlit.statutes.StatuteBook;
import cn.sunlit.web.Show;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;

/** What a creditor or the debtor reads of a plan on the phone: once it was served on this party. */
@Controller
class PortalPlanPages {

    private static final String ART_510 = StatuteBook.cite("民诉法解释", "2022-04-10", 510);

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
                        notices(v, served),
                        documents
                                .find(Objects.requireNonNull(v.plan().documentId()))
                                .map(Document::text)
                                .orElse("")));
            }
        }
        return new PortalPlanPage(file.number().text(), mine);
    }

    /** The reader's own terms in disputes that are open: to oppose what others object, to sue over what others oppose. */
    private static List<PortalPlanPage.Notice> notices(PlanView v, List<Recipient> reader) {
        Set<Long> me = reader.stream().map(Recipient::id).collect(Collectors.toSet());
        List<PortalPlanPage.Notice> notices = new ArrayList<>();
        for (PlanView.Dispute d : v.disputes()) {
            Objection o = d.objection();
            if (o.state() == Objection.State.RAISED || o.state() == Objection.State.OPPOSED) {
                d.replies().stream()
                        .filter(y -> me.contains(y.recipient()) && y.opposedOn() == null)
                        .forEach(y -> notices.add(new PortalPlanPage.Notice(
                                "%s对方案提出异议".formatted(o.objector()),
                                "异议的要点：%s。您于%s收到通知；反对这项异议的，最迟在%s（含当日）书面提出。没有人反对的，法院按异议修正方案后分配。"
                                        .formatted(
                                                o.words(), Show.dateInWords(y.toldOn()), Show.dateInWords(y.dueOn())),
                                ART_510)));
            }
            if (o.state() == Objection.State.TOLD && me.contains(o.recipient())) {
                notices.add(new PortalPlanPage.Notice(
                        "有人反对您的异议",
                        "您于%s收到通知；坚持异议的，最迟在%s（含当日）向本院起诉提出反对意见的人。逾期不起诉的，按原方案分配。"
                                .formatted(Show.dateInWords(o.toldOn()), Show.dateInWords(o.suitDueOn())),
                        ART_510));
            }
        }
        return notices;
    }
}
