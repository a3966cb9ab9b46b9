package cn.sunlit.identity;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.io.Serializable;
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
 */
public record Actor(
        Kind kind,
        String login,
        String name,
        CourtCode court,
        Set<Role> roles,
        @Nullable String client,
        Set<CaseId> cases)
        implements AuthenticatedPrincipal, Serializable {

    /** What kind of actor. */
    public enum Kind {
        STAFF,
        PARTY,
        MACHINE,
        SYSTEM
    }

    public Actor {
        roles = Set.copyOf(roles);
        cases = Set.copyOf(cases);
    }

    /**
     * The program itself, at work that falls due or on what an institution answered.
     *
     * @param name what does it, in Chinese: 查控机器人
     */
    public static Actor system(String name, CourtCode court) {
        return new Actor(Kind.SYSTEM, "system", name, court, Set.of(), null, Set.of());
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
