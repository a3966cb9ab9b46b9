package cn.sunlit.powers;

import cn.sunlit.identity.ActingFor;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Powers;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.kernel.CaseId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells the doors what is in force at this moment: a term that ran out or a withdrawal needs no job to take effect. */
@Component
@Transactional(readOnly = true)
class PowersInForce implements Powers {

    private final PowersStore store;
    private final StaffDirectory staff;
    private final Clock clock;

    PowersInForce(PowersStore store, StaffDirectory staff, Clock clock) {
        this.store = store;
        this.staff = staff;
        this.clock = clock;
    }

    @Override
    public Optional<Loan> loan(String deputy, long id) {
        return today(deputy).filter(l -> l.id() == id).findFirst().flatMap(this::lent);
    }

    @Override
    public Optional<Loan> loanOf(String deputy, String lender) {
        return today(deputy).filter(l -> l.lender().equals(lender)).findFirst().flatMap(this::lent);
    }

    private Stream<cn.sunlit.powers.Loan> today(String deputy) {
        return store.inForce(deputy, LocalDate.now(clock)).stream();
    }

    /** The lender's roles are those of today: who has lost an office cannot have lent it, and the deputy still works at this court. */
    private Optional<Loan> lent(cn.sunlit.powers.Loan loan) {
        boolean stillHere = staff.find(loan.deputy())
                .filter(deputy -> deputy.court().equals(loan.court()))
                .isPresent();
        return staff.find(loan.lender())
                .filter(lender -> stillHere && lender.court().equals(loan.court()))
                .map(lender -> ActingFor.lendable(lender.roles()))
                .filter(roles -> !roles.isEmpty())
                .map(roles ->
                        new Loan(new Actor.Lent(loan.id(), loan.lender(), loan.lenderName(), loan.cases()), roles));
    }

    @Override
    public boolean areOne(String login, String other) {
        LocalDate today = LocalDate.now(clock);
        return store.areOne(
                login, other, today, today.atStartOfDay(clock.getZone()).toInstant());
    }

    @Override
    public boolean looks(String login, CaseId id) {
        return store.looksNow(login, id, clock.instant());
    }
}
