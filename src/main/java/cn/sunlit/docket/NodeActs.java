package cn.sunlit.docket;

import cn.sunlit.audit.Audit;
import cn.sunlit.docket.DocketStore.Held;
import cn.sunlit.documents.Documents;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Nodes that a person completes or waives by hand: those that no act of another module completes. */
@Service
class NodeActs {

    /** What these nodes are is an act with its own conditions; a document put beside them would claim it. */
    private static final Set<String> BY_THEIR_ACT = Set.of(
            "A02", "A03", "A04", "A05", "A06", "A07", "B01", "B02", "B03", "B04", "C01", "C02", "D01", "D02", "D03",
            "D04", "D06", "D07", "D08", "D10", "F01", "F02", "F04", "F05", "F06", "F07", "G02", "G03", "G06", "H01",
            "H06", "I03");

    private static final int MOST_DOCUMENTS = 20;
    private static final int LONGEST = 500;

    private final DocketStore store;
    private final MarkStore marks;
    private final Catalogues catalogues;
    private final Docket docket;
    private final Documents documents;
    private final Access access;
    private final Audit audit;
    private final Clock clock;

    NodeActs(
            DocketStore store,
            MarkStore marks,
            Catalogues catalogues,
            Docket docket,
            Documents documents,
            Access access,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.marks = marks;
        this.catalogues = catalogues;
        this.docket = docket;
        this.documents = documents;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    static boolean isByItsAct(String code) {
        return BY_THEIR_ACT.contains(code);
    }

    /**
     * Completes an open run.
     *
     * @param run the run that the person saw open: of two people at once the second is told who was first
     * @param documentIds documents of this case
     */
    @Transactional
    void complete(Actor by, CaseRef file, long run, @Nullable LocalDate on, List<Long> documentIds) {
        access.allow(by, UseCase.COMPLETE_NODE, file.court(), file.id());
        if (on == null) {
            throw new Problem.Invalid("on", "须写明办结日期，形如2026-03-02");
        }
        List<Evidence> evidence = evidence(file, documentIds);
        audit.hold(file.id());
        NodeRow row = open(file, run);
        if (BY_THEIR_ACT.contains(row.code())) {
            throw new Problem.Conflict("节点%s随相应的办案动作一并办结，不能单独登记".formatted(row.code()));
        }
        docket.complete(by, file.id(), row.code(), row.subject(), on, evidence);
        Instant now = clock.instant();
        marks.entered(by.login(), run, now.truncatedTo(ChronoUnit.MINUTES), LocalDate.now(clock), now);
    }

    /** Waives an open run where one person's reason is enough. */
    @Transactional
    void waive(Actor by, CaseRef file, long run, @Nullable String reason) {
        access.allow(by, UseCase.COMPLETE_NODE, file.court(), file.id());
        String because = PlainText.required("reason", reason, LONGEST, "免除节点须写明理由");
        audit.hold(file.id());
        NodeRow row = open(file, run);
        NodeSpec node = catalogues.of(store.head(file.id()).orElseThrow()).node(row.code());
        List<Problem.Refusal> refusals = new ArrayList<>(PeriodRules.refuseWaiver(node));
        if (refusals.isEmpty() && !PeriodRules.waivedByOne(node)) {
            refusals.add(new Problem.Refusal("QX-16", String.join("；", node.law()), "免除此节点须经批准，请在期限登记中提请"));
        }
        if (!refusals.isEmpty()) {
            throw new Problem.Conflict(refusals.getFirst().because(), refusals);
        }
        docket.waive(by, file.id(), row.code(), row.subject(), because);
    }

    private NodeRow open(CaseRef file, long run) {
        Held held = store.held(file.id()).orElseThrow(() -> new Problem.NotFound("该案件没有流程清单"));
        SetBackClock.refuse(held, clock);
        NodeRow row = held.rows().stream()
                .filter(r -> r.id() == run)
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("本案没有这个节点"));
        if (row.state() != State.OPEN) {
            throw new Problem.Conflict(
                    "节点%s%s，办理人：%s".formatted(row.code(), row.state().zh(), row.doneBy()));
        }
        return row;
    }

    private List<Evidence> evidence(CaseRef file, List<Long> ids) {
        if (ids.isEmpty()) {
            throw new Problem.Invalid("documents", "没有证据的节点不能办结，请选本案的文书");
        }
        if (ids.size() > MOST_DOCUMENTS) {
            throw new Problem.Invalid("documents", "证据文书最多%d份".formatted(MOST_DOCUMENTS));
        }
        return ids.stream()
                .distinct()
                .map(id -> documents
                        .find(id)
                        .filter(d -> d.caseId().equals(file.id()))
                        .orElseThrow(() -> new Problem.Invalid("documents", "本案没有编号为%d的文书".formatted(id))))
                .map(d -> new Evidence("DOCUMENT", "document:" + d.id(), d.title() + " " + d.number(), d.sha256()))
                .toList();
    }
}
