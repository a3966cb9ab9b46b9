package cn.sunlit.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Turns a member of staff into the deputy of a colleague for as long as the powers are lent: own log-in, own second factor,
 * the colleague's roles instead of one's own, and both names on every act. A session acts either for oneself or for one
 * colleague, so that each act has one authority.
 */
@Component
public class ActingFor {

    private static final String LOAN = "lentPowers";

    /** Handling cases can be lent; the president's word, supervision and administration cannot. */
    private static final Set<Role> LENDABLE = EnumSet.of(
            Role.FILING_CLERK,
            Role.COMMAND_CENTER,
            Role.OFFICER,
            Role.CLERK,
            Role.TEAM_LEADER,
            Role.BUREAU_CHIEF,
            Role.FINANCE);

    private final ObjectProvider<Powers> powers;

    ActingFor(ObjectProvider<Powers> powers) {
        this.powers = powers;
    }

    /** Those of the roles that a colleague may be lent. */
    public static Set<Role> lendable(Set<Role> roles) {
        Set<Role> lent = new HashSet<>(roles);
        lent.retainAll(LENDABLE);
        return Set.copyOf(lent);
    }

    /** From the next request on this session acts with the powers of the loan. */
    public static void begin(HttpServletRequest request, long loan) {
        request.getSession().setAttribute(LOAN, loan);
    }

    /** The session acts for its owner again. */
    public static void end(HttpServletRequest request) {
        request.getSession().removeAttribute(LOAN);
    }

    /** As whom this session acts now: a loan that has ended is gone with this request. */
    Actor inSession(StaffMember member, @Nullable String client, HttpSession session) {
        Actor own = StaffLogin.actor(member, client);
        if (!(session.getAttribute(LOAN) instanceof Long id)) {
            return own;
        }
        return provided()
                .flatMap(p -> p.loan(member.login(), id))
                .map(loan -> deputy(own, loan))
                .orElse(own);
    }

    /** The same for a call through a program that names the colleague. */
    Optional<Actor> named(Actor own, String lender) {
        return provided().flatMap(p -> p.loanOf(own.login(), lender)).map(loan -> deputy(own, loan));
    }

    private Optional<Powers> provided() {
        return powers.stream().findFirst();
    }

    private static Actor deputy(Actor own, Powers.Loan loan) {
        return new Actor(
                own.kind(),
                own.login(),
                "%s（代%s）".formatted(own.name(), loan.lent().lenderName()),
                own.court(),
                loan.roles(),
                own.client(),
                own.cases(),
                loan.lent());
    }
}
