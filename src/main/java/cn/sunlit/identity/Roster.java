package cn.sunlit.identity;

import cn.sunlit.kernel.CourtCode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who works in some courts, under whom, and who is there on a given day; read once for a whole run. */
public final class Roster {

    private final Map<String, Person> people;
    private final Map<String, Team> teamOf = new HashMap<>();
    private final List<Absence> absences;

    /** @param enabled false for who has left */
    public record Person(String login, String name, CourtCode court, Set<Role> roles, boolean enabled) {}

    Roster(List<Person> people, List<Team> teams, List<Absence> absences) {
        this.people = people.stream().collect(Collectors.toMap(Person::login, Function.identity()));
        this.absences = List.copyOf(absences);
        teams.forEach(team -> team.members().forEach(login -> teamOf.put(login, team)));
    }

    public Optional<Person> person(String login) {
        return Optional.ofNullable(people.get(login));
    }

    /** The log-in of who leads this member's team; nobody leads himself. */
    public Optional<String> leaderOf(String login) {
        return Optional.ofNullable(teamOf.get(login)).map(Team::leader).filter(leader -> !leader.equals(login));
    }

    public boolean isThere(String login, LocalDate day) {
        Person person = people.get(login);
        return person != null && person.enabled() && awayOn(login, day) == null;
    }

    /** Who stands in for somebody on that day, as far as the deputy is there. */
    public Optional<String> deputyOf(String login, LocalDate day) {
        Absence away = awayOn(login, day);
        return Optional.ofNullable(away == null ? null : away.deputy()).filter(deputy -> isThere(deputy, day));
    }

    /** Those of the court who have a role and are there on that day. */
    public List<String> there(CourtCode court, Role role, LocalDate day) {
        return people.values().stream()
                .filter(p -> p.court().equals(court) && p.roles().contains(role) && isThere(p.login(), day))
                .map(Person::login)
                .sorted()
                .toList();
    }

    /** Everyone who is not there on that day. */
    public Set<String> away(LocalDate day) {
        return people.keySet().stream().filter(login -> !isThere(login, day)).collect(Collectors.toSet());
    }

    private @Nullable Absence awayOn(String login, LocalDate day) {
        return absences.stream()
                .filter(a -> a.login().equals(login) && !day.isBefore(a.from()) && !day.isAfter(a.to()))
                .findFirst()
                .orElse(null);
    }
}
