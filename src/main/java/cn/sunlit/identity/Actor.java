package cn.sunlit.identity;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.io.Serializable;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who acts. Controllers take it as an argument, {@code Actor by}; every method of a face takes it first.
 *
 * @param login the log-in of a person, {@code judge}; the client's id when a machine acts for itself
 * @param name as shown and recorded
 * @param court the court to which the person or machine belongs
 * @param client the machine through which the person acts (header {@code On-Behalf-Of}), or the machine itself; null at a
 *     console
 * @param cases the cases of a party; empty for all others
 * @param lent whose powers a member of staff uses as a deputy; null for one's own
 * @param seats keys of the parties for whom somebody in the portal stands today; empty for all others
 */
public record Actor(
        Kind kind,
        String login,
        String name,
        CourtCode court,
        Set<Role> roles,
        @Nullable String client,
        Set<CaseId> cases,
        @Nullable Lent lent,
        Set<Long> seats)
        implements AuthenticatedPrincipal, Serializable {

    /** What kind of actor. */
    public enum Kind {
        STAFF,
        PARTY,
        MACHINE,
        SYSTEM
    }

    /**
     * The powers of a colleague, lent for a time.
     *
     * @param lender the colleague's log-in
     * @param cases the cases for which they are lent; empty for all of the court
     */
    public record Lent(long id, String lender, String lenderName, Set<CaseId> cases) implements Serializable {
        public Lent {
            cases = Set.copyOf(cases);
        }

        boolean covers(CaseId id) {
            return cases.isEmpty() || cases.contains(id);
        }
    }

    /** Whoever acts with powers of his own. */
    public Actor(
            Kind kind,
            String login,
            String name,
            CourtCode court,
            Set<Role> roles,
            @Nullable String client,
            Set<CaseId> cases) {
        this(kind, login, name, court, roles, client, cases, null, Set.of());
    }

    /** Whoever may act with powers that are lent. */
    public Actor(
            Kind kind,
            String login,
            String name,
            CourtCode court,
            Set<Role> roles,
            @Nullable String client,
            Set<CaseId> cases,
            @Nullable Lent lent) {
        this(kind, login, name, court, roles, client, cases, lent, Set.of());
    }

    public Actor {
        roles = Set.copyOf(roles);
        cases = Set.copyOf(cases);
        // A session that was kept by the version before has none.
        seats = seats == null ? Set.of() : Set.copyOf(seats);
    }

    /** The same party, or who acts for it, with the seats of today. */
    Actor sitting(Set<Long> today) {
        return new Actor(kind, login, name, court, roles, client, cases, lent, today);
    }

    /**
     * The program itself, at work that falls due or on what an institution answered.
     *
     * @param name what does it, in Chinese: 查控机器人
     */
    public static Actor system(String name, CourtCode court) {
        return new Actor(Kind.SYSTEM, "system", name, court, Set.of(), null, Set.of());
    }

    /** Key of the party that logged in, as its log-in says; empty for everyone else. */
    public OptionalLong party() {
        String key = kind == Kind.PARTY ? login.substring(login.lastIndexOf(':') + 1) : "";
        return key.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(key)) : OptionalLong.empty();
    }

    /** Whether this is the party of this key, or somebody who stands for it today. */
    public boolean standsFor(long key) {
        return seats.contains(key) || (party().isPresent() && party().getAsLong() == key);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    /** Whether one of the roles grants it, in whatever court. */
    public boolean may(UseCase what) {
        return kind == Kind.SYSTEM
                || (what.roles().stream().anyMatch(roles::contains) && !(what.needsPerson() && kind != Kind.STAFF));
    }

    /** The one line of the record: {@code 张法官（judge）}, {@code 张法官（judge，经 demo）}. */
    public String display() {
        return switch (kind) {
            case STAFF ->
                client == null ? "%s（%s）".formatted(name, login) : "%s（%s，经 %s）".formatted(name, login, client);
            case MACHINE -> "%s（系统 %s）".formatted(name, login);
            case PARTY -> name + "（当事人）";
            case SYSTEM -> name;
        };
    }

    @Override
    public String getName() {
        return login;
    }
}
