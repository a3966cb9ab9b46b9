package cn.sunlit.identity;

import cn.sunlit.kernel.CourtCode;
import java.util.Set;

/**
 * Another program that calls ours.
 *
 * @param client its id at {@code POST /oauth2/token}
 * @param court where it acts; it may also act in the courts below
 * @param trusted whether it may name, in the header {@code On-Behalf-Of}, the staff member it acts for
 */
public record Machine(String client, String name, CourtCode court, Set<Role> roles, boolean trusted) {

    public Machine {
        roles = Set.copyOf(roles);
    }

    Actor actor() {
        return new Actor(Actor.Kind.MACHINE, client, name, court, roles, client, Set.of());
    }
}
