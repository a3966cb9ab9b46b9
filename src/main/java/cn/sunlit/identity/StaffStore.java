package cn.sunlit.identity;

import cn.sunlit.database.Deferred;
import cn.sunlit.kernel.CourtCode;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on staff. */
@Repository
class StaffStore {

    private final JdbcClient jdbc;
    private final Deferred<Map<String, StaffMember>> memo = Deferred.memo(HashMap::new);

    StaffStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String FIND = """
            select login, name, court, roles, phone from identity.staff where login = :login and enabled""";

    /** Asked several times while one act is done. */
    Optional<StaffMember> find(String login) {
        Map<String, StaffMember> seen = memo.kept();
        StaffMember known = seen == null ? null : seen.get(login);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<StaffMember> read = read(login);
        if (seen != null) {
            read.ifPresent(member -> seen.put(login, member));
        }
        return read;
    }

    private Optional<StaffMember> read(String login) {
        return jdbc.sql(FIND).param("login", login).query(StaffStore::member).optional();
    }

    static final String WITH_ROLE = """
            select login, name, court, roles, phone from identity.staff
             where court = :court and enabled and :role = any (roles)
             order by login""";

    List<StaffMember> withRole(CourtCode court, Role role) {
        return jdbc.sql(WITH_ROLE)
                .param("court", court.value())
                .param("role", role.name())
                .query(StaffStore::member)
                .list();
    }

    static final String WITHIN = """
            with recursive below(code) as (
                select code from identity.court where code = :court
                union
                select c.code from identity.court c join below b on c.parent = b.code)
            select s.login, s.name, s.court, s.roles, s.phone
              from identity.staff s join below b on b.code = s.court
             where s.enabled
             order by s.court, s.login""";

    List<StaffMember> within(CourtCode court) {
        return jdbc.sql(WITHIN)
                .param("court", court.value())
                .query(StaffStore::member)
                .list();
    }

    static final String SAVE = """
            insert into identity.staff (login, name, court, roles, phone, password, created_at)
            values (:login, :name, :court, string_to_array(:roles, ','), :phone, :password, :at)
            on conflict (login) do update
               set name = excluded.name, court = excluded.court, roles = excluded.roles, phone = excluded.phone,
                   password = excluded.password, enabled = true""";

    void save(StaffMember member, @Nullable String password, Instant at) {
        Map<String, StaffMember> seen = memo.kept();
        if (seen != null) {
            seen.clear();
        }
        jdbc.sql(SAVE)
                .param("login", member.login())
                .param("name", member.name())
                .param("court", member.court().value())
                .param("roles", Roles.joined(member.roles()))
                .param("phone", member.phone())
                .param("password", password)
                .param("at", Timestamp.from(at))
                .update();
    }

    static final String IS_EMPTY = """
            select not exists (select 1 from identity.staff)""";

    boolean isEmpty() {
        return jdbc.sql(IS_EMPTY).query(Boolean.class).single();
    }

    static final String PASSWORD = """
            select password from identity.staff where login = :login and enabled""";

    /** The hash, of a member who may sign in. */
    Optional<String> password(String login) {
        return jdbc.sql(PASSWORD).param("login", login).query(String.class).optional();
    }

    private static StaffMember member(ResultSet row, int number) throws SQLException {
        return new StaffMember(
                row.getString("login"),
                row.getString("name"),
                new CourtCode(row.getString("court")),
                Roles.of(row.getArray("roles")),
                row.getString("phone"));
    }

    /** Roles as they lie in a {@code text[]}. */
    static final class Roles {
        private Roles() {}

        static String joined(Set<Role> roles) {
            return String.join(",", roles.stream().sorted().map(Role::name).toList());
        }

        static Set<Role> of(Array array) throws SQLException {
            Set<Role> roles = EnumSet.noneOf(Role.class);
            Arrays.stream((String[]) array.getArray()).map(Role::valueOf).forEach(roles::add);
            return roles;
        }
    }
}
