package cn.sunlit.identity;

import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Teams of a court, and who is away.
 *
 * @param refused which form was refused, {@code team} or {@code absence}; empty when none was
 * @param typed what stood in it
 * @param ticked the members that were chosen in it
 */
record TeamsPage(
        List<Team> teams,
        List<Absence> absences,
        List<StaffMember> people,
        String refused,
        Map<String, String> typed,
        Set<String> ticked,
        FormErrors errors)
        implements Screen {

    @Override
    public String title() {
        return "团队";
    }

    @Override
    public int httpStatus() {
        return errors.equals(FormErrors.NONE) ? 200 : 422;
    }

    FormErrors errors(String form) {
        return form.equals(refused) ? errors : FormErrors.NONE;
    }

    String typed(String field) {
        return typed.getOrDefault(field, "");
    }

    String name(String login) {
        return people.stream()
                .filter(p -> p.login().equals(login))
                .map(StaffMember::name)
                .findFirst()
                .orElse(login);
    }

    String names(List<String> logins) {
        return logins.isEmpty() ? "—" : logins.stream().map(this::name).collect(Collectors.joining("、"));
    }

    List<StaffMember> leaders() {
        return people.stream().filter(p -> p.roles().contains(Role.TEAM_LEADER)).toList();
    }
}
