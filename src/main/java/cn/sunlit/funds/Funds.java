package cn.sunlit.funds;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The money of the cases: accounts, receipts, settlement, distribution, payment. */
@Service
@Transactional
public class Funds {

    /** The case's own account. */
    public Account account(CaseId id) {
        throw new UnsupportedOperationException();
    }

    /** What the respondent must still pay to end the case on this day: debt and enforcement fee. */
    public Money owed(CaseId id, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    /** How the receipts clear debt and fee, as of a day. */
    public Settlement settlement(CaseId id, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    /** Takes a bank message: camt.053, camt.054 or pain.002. */
    public Intake take(Actor by, byte[] xml) {
        throw new UnsupportedOperationException();
    }

    /** Claims money without a name for a case. */
    public ClaimView claim(Actor by, long receipt, CaseNumber number, String reason) {
        throw new UnsupportedOperationException();
    }

    /** Confirms another person's claim and books it. */
    public ClaimView confirm(Actor by, long claim) {
        throw new UnsupportedOperationException();
    }

    /** Proposes to pay out what the settlement gives. */
    public DistributionView propose(Actor by, CaseNumber number, Proposal proposal) {
        throw new UnsupportedOperationException();
    }

    /** Approves another person's proposal; approving again answers the same. */
    public DistributionView approve(Actor by, long id) {
        throw new UnsupportedOperationException();
    }

    /** The money of a case. */
    public FundsView view(CaseId id) {
        throw new UnsupportedOperationException();
    }
}
