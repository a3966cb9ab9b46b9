package cn.sunlit.funds;

import cn.sunlit.cases.Payee;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.Money;
import cn.sunlit.parties.PartyId;
import java.time.LocalDate;

/**
 * What a plan of distribution gives of the money that it holds.
 *
 * @param plan which holds it, see {@link Pools#hold}
 * @param cause names the line of the plan and how often it was given before, so that it is booked once
 * @param interestUntil the day up to which the plan counted interest: the debt is cleared as of it
 * @param text for the voucher, in Chinese
 * @param proposedBy the log-in of the one who drew up the plan
 * @param decidedBy the log-in of the one who decided it
 * @param document the plan as it was issued
 */
public record PlanShare(
        long plan,
        String cause,
        To to,
        Money amount,
        LocalDate interestUntil,
        String text,
        String proposedBy,
        String proposedName,
        String decidedBy,
        String decidedName,
        long document) {

    /** Where it goes. */
    public sealed interface To {

        /** Another case of this court, whose own distribution then pays its applicants. */
        record Other(CaseId id) implements To {}

        /** The case that holds the money: it stays and becomes free for the case's own distribution. */
        record Here() implements To {}

        /** The enforcement fee. */
        record Fee() implements To {}

        /** Somebody who is paid from here: a creditor with a title of elsewhere, another court's case, whoever sold the thing. */
        record Outside(PartyId party, Payee payee) implements To {}
    }
}
