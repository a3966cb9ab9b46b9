package cn.sunlit.identity;

import cn.sunlit.kernel.CourtCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on teams and absences. */
@Repository
class TeamStore {

    private final JdbcClient jdbc;

    TeamStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String TEAMS = """
            select t.id, t.court, t.name, t.leader,
                   array(select m.login from identity.team_member m where m.team_id = t.id order by m.login) as members
              from identity.team t
             where t.court = any(:courts)
             order by t.court, t.name""";

    List<Team> teams(Collection<CourtCode> courts) {
        return jdbc.sql(TEAMS)
                .param("courts", courts.stream().map(CourtCode::value).toArray(String[]::new))
                .query((r, n) -> new Team(
                        r.getLong("id"),
                        new CourtCode(r.getString("court")),
                        r.getString("name"),
                        r.getString("leader"),
                        List.of((String[]) r.getArray("members").getArray())))
                .list();
    }

    static final String SAVE = """
            insert into identity.team (court, name, leader) values (:court, :name, :leader)
            on conflict (court, name) do update set leader = excluded.leader
            returning id""";

    long save(CourtCode court, String name, String leader) {
        return jdbc.sql(SAVE)
                .param("court", court.value())
                .param("name", name)
                .param("leader", leader)
                .query(Long.class)
                .single();
    }

    static final String LEAVE = """
            delete from identity.team_member where team_id = :team and not login = any(:members)""";

    static final String JOIN = """
            insert into identity.team_member (login, team_id) select login, :team from unnest(:members::text[]) as m (login)
            on conflict (login) do update set team_id = excluded.team_id""";

    void setMembers(long team, Collection<String> members) {
        String[] logins = members.toArray(String[]::new);
        jdbc.sql(LEAVE).param("team", team).param("members", logins).update();
        jdbc.sql(JOIN).param("team", team).param("members", logins).update();
    }

    static final String ABSENCES = """
            select a.id, a.login, a.from_on, coalesce(a.ended_on - 1, a.to_on) as to_on, a.deputy, a.reason
              from identity.absence a join identity.staff s using (login)
             where s.court = any(:courts) and a.to_on >= :day and coalesce(a.ended_on > :day, true)
             order by a.from_on, a.id""";

    /** Those that are not over on that day, also those still to come. */
    List<Absence> absences(Collection<CourtCode> courts, LocalDate day) {
        return jdbc.sql(ABSENCES)
                .param("courts", courts.stream().map(CourtCode::value).toArray(String[]::new))
                .param("day", day)
                .query(TeamStore::absence)
                .list();
    }

    static final String ABSENCE = """
            select id, login, from_on, to_on, deputy, reason from identity.absence where id = :id and ended_on is null""";

    Optional<Absence> absence(long id) {
        return jdbc.sql(ABSENCE).param("id", id).query(TeamStore::absence).optional();
    }

    static final String ADD_ABSENCE = """
            insert into identity.absence (login, from_on, to_on, deputy, reason, recorded_by, recorded_at)
            values (:login, :from, :to, :deputy, :reason, :by, :at)""";

    void add(
            String login, LocalDate from, LocalDate to, @Nullable String deputy, String reason, String by, Instant at) {
        jdbc.sql(ADD_ABSENCE)
                .param("login", login)
                .param("from", from)
                .param("to", to)
                .param("deputy", deputy, Types.VARCHAR)
                .param("reason", reason)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    static final String END_ABSENCE = """
            update identity.absence set ended_on = :day where id = :id and ended_on is null""";

    void end(long id, LocalDate day) {
        jdbc.sql(END_ABSENCE).param("id", id).param("day", day).update();
    }

    static final String PEOPLE = """
            select login, name, court, roles, enabled from identity.staff where court = any(:courts) order by login""";

    /** Also those who were disabled. */
    List<Roster.Person> people(Collection<CourtCode> courts) {
        return jdbc.sql(PEOPLE)
                .param("courts", courts.stream().map(CourtCode::value).toArray(String[]::new))
                .query((r, n) -> new Roster.Person(
                        r.getString("login"),
                        r.getString("name"),
                        new CourtCode(r.getString("court")),
                        StaffStore.Roles.of(r.getArray("roles")),
                        r.getBoolean("enabled")))
                .list();
    }

    private static Absence absence(ResultSet r, int n) throws SQLException {
        return new Absence(
                r.getLong("id"),
                r.getString("login"),
                r.getObject("from_on", LocalDate.class),
                r.getObject("to_on", LocalDate.class),
                r.getString("deputy"),
                r.getString("reason"));
    }
}
