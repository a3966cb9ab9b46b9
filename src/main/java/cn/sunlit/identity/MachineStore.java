package cn.sunlit.identity;

import cn.sunlit.kernel.CourtCode;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on machines. */
@Repository
class MachineStore {

    private final JdbcClient jdbc;

    MachineStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String FIND = """
            select client, name, court, roles, trusted from identity.machine where client = :client and enabled""";

    Optional<Machine> find(String client) {
        return jdbc.sql(FIND)
                .param("client", client)
                .query((row, number) -> new Machine(
                        row.getString("client"),
                        row.getString("name"),
                        new CourtCode(row.getString("court")),
                        StaffStore.Roles.of(row.getArray("roles")),
                        row.getBoolean("trusted")))
                .optional();
    }

    static final String SECRET = """
            select secret from identity.machine where client = :client and enabled""";

    Optional<String> secret(String client) {
        return jdbc.sql(SECRET).param("client", client).query(String.class).optional();
    }

    static final String SAVE = """
            insert into identity.machine (client, name, court, roles, secret, trusted, created_at)
            values (:client, :name, :court, string_to_array(:roles, ','), :secret, :trusted, :at)
            on conflict (client) do update
               set name = excluded.name, court = excluded.court, roles = excluded.roles, secret = excluded.secret,
                   trusted = excluded.trusted, enabled = true""";

    void save(Machine machine, String secret, Instant at) {
        jdbc.sql(SAVE)
                .param("client", machine.client())
                .param("name", machine.name())
                .param("court", machine.court().value())
                .param("roles", StaffStore.Roles.joined(machine.roles()))
                .param("secret", secret)
                .param("trusted", machine.trusted())
                .param("at", Timestamp.from(at))
                .update();
    }

    static final String CHANGE_SECRET = """
            update identity.machine set secret = :secret where client = :client""";

    void changeSecret(String client, String secret) {
        jdbc.sql(CHANGE_SECRET).param("client", client).param("secret", secret).update();
    }
}
