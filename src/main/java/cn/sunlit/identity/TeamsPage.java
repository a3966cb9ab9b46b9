package cn.sunlit.identity;

import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.util.List;
import java.util.stream.Collectors;

/** Teams of a court, and who is away. */
record TeamsPage(List<Team> teams, List<Absence> absences, List<StaffMember> people, FormErrors errors)
        implements Screen {

    @Override
    public String title() {
        return "团队";
    }

    @Override
    public int httpStatus() {
        return errors.equals(FormErrors.NONE) ? 200 : 422;
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
