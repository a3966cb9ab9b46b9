package cn.sunlit.identity;

import cn.sunlit.kernel.CaseId;
import java.util.Optional;
import java.util.Set;

/** What somebody may do for a time beyond his own roles; the module that keeps such grants implements it. */
public interface Powers {

    /**
     * Powers of a colleague that are in force today.
     *
     * @param roles of the colleague that are lent
     */
    record Loan(Actor.Lent lent, Set<Role> roles) {}

    /** The loan of this key, if it is in force and this is its deputy. */
    Optional<Loan> loan(String deputy, long id);

    /** The powers of this colleague, if they are lent to this deputy today. */
    Optional<Loan> loanOf(String deputy, String lender);

    /** Whether one of the two has the other's powers today: they count as one person then. */
    boolean areOne(String login, String other);

    /** Whether this member has an urgent look at this case open. */
    boolean looks(String login, CaseId id);
}
