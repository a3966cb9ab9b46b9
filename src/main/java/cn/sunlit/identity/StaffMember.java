package cn.sunlit.identity;

import cn.sunlit.kernel.CourtCode;
import java.util.Set;
import java.util.stream.Collectors;

/** A person who works at a court. */
public record StaffMember(String login, String name, CourtCode court, Set<Role> roles, String phone) {

    /** What a log-in looks like. */
    static final String LOGIN = "[a-z][a-z0-9_.-]{1,31}";

    public StaffMember {
        roles = Set.copyOf(roles);
    }

    /** 执行法官、团队负责人. */
    public String rolesInWords() {
        return roles.stream().sorted().map(Role::zh).collect(Collectors.joining("、"));
    }
}
