package cn.sunlit.docket;

import cn.sunlit.documents.Documents;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.settings.Holidays;
import cn.sunlit.statutes.Deadline;
import cn.sunlit.statutes.EnforcementTerm;
import cn.sunlit.statutes.EnforcementTerm.Excluded;
import cn.sunlit.statutes.EscalationExclusion;
import cn.sunlit.statutes.Period;
import cn.sunlit.web.Posted;
import cn.sunlit.web.Show;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which days that do not count, extensions, corrected starts and waivers are proposed and approved. */
@Controller
class PeriodsPages {

    private static final PeriodProposal NOTHING =
            new PeriodProposal(null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    private final CaseDoor door;
    private final CaseHeads heads;
    private final Docket docket;
    private final PeriodDesk desk;
    private final Documents documents;
    private final Holidays holidays;
    private final Access access;
    private final Clock clock;

    PeriodsPages(
            CaseDoor door,
            CaseHeads heads,
            Docket docket,
            PeriodDesk desk,
            Documents documents,
            Holidays holidays,
            Access access,
            Clock clock) {
        this.door = door;
        this.heads = heads;
        this.docket = docket;
        this.desk = desk;
        this.documents = documents;
        this.holidays = holidays;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/cases/{number}/periods")
    PeriodsPage show(Actor by, @PathVariable CaseNumber number) {
        return page(by, number, List.of(), NOTHING);
    }

    @PostMapping("/cases/{number}/periods")
    Object propose(
            Actor by,
            @PathVariable CaseNumber number,
            @ModelAttribute PeriodProposal proposal,
            RedirectAttributes after) {
        return act(
                by, number, after, "已提请，待审批人批准后生效", proposal, () -> desk.propose(by, door.open(by, number), proposal));
    }

    @PostMapping("/cases/{number}/periods/{id}/approve")
    Object approve(Actor by, @PathVariable CaseNumber number, @PathVariable long id, RedirectAttributes after) {
        return act(by, number, after, "已批准，相关节点的届满日已重算", NOTHING, () -> desk.approve(by, door.open(by, number), id));
    }

    @PostMapping("/cases/{number}/periods/{id}/refuse")
    Object refuse(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes after) {
        return act(by, number, after, "已记录不予批准", NOTHING, () -> desk.refuse(by, door.open(by, number), id, because));
    }

    private Object act(
            Actor by, CaseNumber number, RedirectAttributes after, String notice, PeriodProposal typed, Runnable done) {
        return Posted.act(
                after, Show.casePath(number, "/periods"), notice, done, e -> page(by, number, e.sentences(), typed));
    }

    private PeriodsPage page(Actor by, CaseNumber number, List<String> problems, PeriodProposal typed) {
        CaseRef file = door.open(by, number);
        if (by.kind() == Actor.Kind.PARTY) {
            throw new Problem.Forbidden("期限登记不向当事人公开");
        }
        Ledger ledger = desk.of(file);
        Docket.Sheet sheet = docket.sheet(file.id());
        return new PeriodsPage(
                heads.of(file.number()),
                ledger.entries().reversed().stream()
                        .map(e -> new PeriodsPage.Line(e, PeriodsApi.Entry.state(ledger, e)))
                        .toList(),
                sheet.rows().stream()
                        .filter(r -> r.state() == State.OPEN)
                        .map(r -> run(r, sheet.catalogue().node(r.code())))
                        .toList(),
                documents.ofCase(file.id()),
                escalation(ledger, sheet),
                access.may(by, UseCase.PROPOSE_PERIOD, file.court()),
                access.may(by, UseCase.APPROVE_PERIOD, file.court()),
                LocalDate.now(clock),
                problems,
                typed);
    }

    private static PeriodsPage.Run run(NodeRow row, NodeSpec node) {
        PeriodRules.ExtensionRule rule = PeriodRules.extension(node);
        Period own = node.due().period();
        return new PeriodsPage.Run(
                row, node, rule == null || own == null ? null : "每次至多" + new Period(rule.most(), own.unit()).display());
    }

    /** Counted on from the receipt of the application; a stretch that lasts is counted up to today. */
    private PeriodsPage.Escalation escalation(Ledger ledger, Docket.Sheet sheet) {
        LocalDate today = LocalDate.now(clock);
        LocalDate received = sheet.rows().stream()
                .filter(r -> r.startEvent().equals("APPLICATION_RECEIVED"))
                .map(NodeRow::countedFrom)
                .findFirst()
                .orElse(sheet.openedOn());
        List<Excluded<EscalationExclusion>> excluded = ledger.excludedFromEscalation().stream()
                .map(e -> new Excluded<>(
                        Objects.requireNonNull(
                                Objects.requireNonNull(e.ground()).escalation()),
                        Objects.requireNonNull(e.from()),
                        until(e, today)))
                .toList();
        Deadline end = EnforcementTerm.toEscalate(received, excluded, holidays.calendar());
        boolean lasts = ledger.excludedFromEscalation().stream().anyMatch(e -> e.to() == null);
        return new PeriodsPage.Escalation(
                lasts ? null : end.endsOn(),
                end.steps().stream().map(s -> s.date() + " " + s.text()).toList(),
                end.law());
    }

    private static LocalDate until(LedgerEntry e, LocalDate today) {
        LocalDate to = e.to();
        return to == null ? (e.from() != null && e.from().isAfter(today) ? e.from() : today) : to;
    }
}
