package cn.sunlit.livesealing;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.Money;
import cn.sunlit.livesealing.LivePlanStore.PayeeRow;
import cn.sunlit.livesealing.LivePlanStore.Plan;
import cn.sunlit.publicity.Audience;
import cn.sunlit.publicity.Publicity;
import cn.sunlit.publicity.Thing;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Plans as their readers may see them. */
@Service
public class LivePlanViews {

    private final LivePlanStore plans;
    private final AllowanceStore payments;
    private final LiveReportStore reports;
    private final Cases cases;
    private final Publicity publicity;
    private final Clock clock;

    LivePlanViews(
            LivePlanStore plans,
            AllowanceStore payments,
            LiveReportStore reports,
            Cases cases,
            Publicity publicity,
            Clock clock) {
        this.plans = plans;
        this.payments = payments;
        this.reports = reports;
        this.cases = cases;
        this.publicity = publicity;
        this.clock = clock;
    }

    /**
     * All that a case has, as this reader may see it. Parties hear of a plan once it was decided for; one respondent does not look into
     * the business of another.
     */
    @Transactional(readOnly = true)
    public List<LivePlanView> ofCase(Actor by, CaseFile file) {
        cases.allow(by, UseCase.READ_ASSETS, file);
        Audience who = Publicity.audience(by, file.court());
        if (!publicity.open(who, Thing.LIVE_PLAN)) {
            return List.of();
        }
        boolean open = publicity.open(who, Thing.LIVE_PAYMENT);
        boolean party = by.kind() == Actor.Kind.PARTY;
        List<Plan> all = plans.ofCase(file.id());
        List<PayeeRow> payees = plans.payees(file.id());
        List<AllowanceStore.Payment> asked = payments.ofCase(file.id());
        List<LiveReportStore.Report> handed = reports.ofCase(file.id());
        List<LiveReportStore.Breach> breaches = reports.breaches(file.id());
        return all.stream()
                .filter(p -> !party || (p.state() != PlanState.PROPOSED && p.state() != PlanState.REFUSED))
                .map(p -> {
                    boolean own = party && by.standsFor(p.party().value());
                    return view(p, all, payees, asked, handed, breaches, open && (!party || own), own);
                })
                .toList();
    }

    private LivePlanView view(
            Plan p,
            List<Plan> all,
            List<PayeeRow> payees,
            List<AllowanceStore.Payment> asked,
            List<LiveReportStore.Report> handed,
            List<LiveReportStore.Breach> breaches,
            boolean secrets,
            boolean own) {
        LocalDate month = LocalDate.now(clock).withDayOfMonth(1);
        List<AllowanceStore.Payment> counting = asked.stream()
                .filter(x -> x.line().id() == p.line()
                        && x.month().equals(month)
                        && x.state().counts())
                .toList();
        Money used =
                Money.sum(counting.stream().map(AllowanceStore.Payment::amount).toList());
        Money monthly = p.terms().monthly();
        boolean inForce = p.state().isInForce();
        List<LivePlanView.Report> due = handed.stream()
                .filter(r -> r.plan() == p.id())
                .map(r -> report(r, secrets))
                .toList();
        return new LivePlanView(
                p.id(),
                p.measure(),
                p.title(),
                p.place(),
                p.accountMasked(),
                p.debtor(),
                own,
                p.terms(),
                p.state(),
                p.proposedName(),
                p.proposedOn(),
                p.decidedName(),
                p.decidedOn(),
                p.decidedBecause(),
                p.endName(),
                p.endBecause(),
                p.endedOn(),
                p.endedBecause(),
                p.state() == PlanState.PROPOSED
                        && all.stream()
                                .anyMatch(o -> o.line() == p.line() && o.state().isInForce()),
                monthly == null ? null : used,
                monthly == null ? null : inForce ? monthly.minus(used).atLeastZero() : Money.ZERO,
                !secrets
                        ? List.of()
                        : payees.stream()
                                .filter(y -> y.planId() == p.id())
                                .map(y -> payee(y, counting, inForce))
                                .toList(),
                asked.stream()
                        .filter(x -> x.plan() == p.id())
                        .filter(x ->
                                secrets || x.state() == PaymentState.REFUSED || x.state() == PaymentState.PAID_OUTSIDE)
                        .map(x -> payment(x, secrets))
                        .toList(),
                due,
                next(due),
                breaches.stream()
                        .filter(b -> b.planId() == p.id())
                        .map(b -> new LivePlanView.Breach(
                                b.id(), b.kind(), b.facts(), b.foundOn(), b.state(), b.decidedBecause()))
                        .toList());
    }

    private static LivePlanView.@Nullable Report next(List<LivePlanView.Report> due) {
        return due.stream()
                .filter(r -> r.state().equals("EXPECTED") || r.state().equals("MISSING"))
                .min(Comparator.comparing(LivePlanView.Report::dueOn))
                .orElse(null);
    }

    private static LivePlanView.Payee payee(PayeeRow y, List<AllowanceStore.Payment> counting, boolean inForce) {
        Money used = Money.sum(counting.stream()
                .filter(x -> x.use() == y.use() && x.accountMasked().equals(y.accountMasked()))
                .map(AllowanceStore.Payment::amount)
                .toList());
        return new LivePlanView.Payee(
                y.name(),
                y.accountMasked(),
                y.use(),
                y.monthly(),
                inForce ? y.monthly().minus(used).atLeastZero() : Money.ZERO);
    }

    private static LivePlanView.Payment payment(AllowanceStore.Payment x, boolean secrets) {
        return new LivePlanView.Payment(
                x.id(),
                x.askedAt(),
                secrets ? x.payeeName() : null,
                secrets ? x.accountMasked() : null,
                x.use(),
                x.amount(),
                x.state(),
                x.reasons().stream().map(AllowanceRules.Reason::zh).collect(Collectors.joining("；")));
    }

    private static LivePlanView.Report report(LiveReportStore.Report r, boolean secrets) {
        return new LivePlanView.Report(
                r.id(),
                r.from(),
                r.to(),
                r.dueOn(),
                r.state(),
                r.handedOn(),
                secrets ? r.income() : null,
                secrets ? r.spent() : null,
                secrets ? r.words() : null,
                secrets && r.voucher() != null);
    }
}
