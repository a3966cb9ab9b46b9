package cn.sunlit.powers;

import cn.sunlit.identity.StaffMember;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose powers are with whom, and the form to lend one's own.
 *
 * @param login who looks
 * @param lent the loan with which the session acts, or null
 * @param lends whether the form is shown; approves whether decisions are
 */
record PowersPage(
        String login,
        LocalDate today,
        List<Loan> loans,
        List<StaffMember> colleagues,
        @Nullable Long lent,
        boolean lends,
        boolean approves,
        LentPowers.Draft typed,
        FormErrors errors)
        implements Screen {

    @Override
    public String title() {
        return "代行职权";
    }

    boolean mayUse(Loan loan) {
        return loan.deputy().equals(login) && loan.inForce(today) && (lent == null || lent != loan.id());
    }

    boolean mayDecide(Loan loan) {
        return approves
                && loan.isProposed()
                && !List.of(loan.lender(), loan.deputy(), loan.proposedBy()).contains(login);
    }

    boolean mayEnd(Loan loan) {
        return loan.mayEnd(today)
                && (approves
                        || List.of(loan.lender(), loan.deputy(), loan.proposedBy())
                                .contains(login));
    }

    static String shown(@Nullable Object typed) {
        return typed == null ? "" : typed.toString();
    }
}
