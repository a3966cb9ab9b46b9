package cn.sunlit.identity;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on second factors. */
@Repository
class SecondFactorStore {

    private final JdbcClient jdbc;

    SecondFactorStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Row(byte[] secret, boolean confirmed) {}

    static final String FIND = """
            select secret, confirmed_at is not null as confirmed from identity.second_factor where login = :login""";

    Optional<Row> find(String login) {
        return jdbc.sql(FIND)
                .param("login", login)
                .query((row, number) -> new Row(row.getBytes("secret"), row.getBoolean("confirmed")))
                .optional();
    }

    static final String PROPOSE = """
            insert into identity.second_factor (login, secret, created_at) values (:login, :secret, :at)
            on conflict (login) do nothing""";

    void propose(String login, byte[] secret, Instant at) {
        jdbc.sql(PROPOSE)
                .param("login", login)
                .param("secret", secret)
                .param("at", Timestamp.from(at))
                .update();
    }

    static final String TAKE = """
            update identity.second_factor
               set last_step = :step, confirmed_at = coalesce(confirmed_at, :at)
             where login = :login and last_step < :step""";

    /** @return false when this step or a later one was used already, by whoever was faster */
    boolean take(String login, long step, Instant at) {
        return jdbc.sql(TAKE)
                        .param("login", login)
                        .param("step", step)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    static final String ADD_RECOVERY = """
            insert into identity.recovery_code (login, code) values (:login, :code)""";

    void addRecovery(String login, byte[] code) {
        jdbc.sql(ADD_RECOVERY).param("login", login).param("code", code).update();
    }

    static final String USE_RECOVERY = """
            update identity.recovery_code set used_at = :at where login = :login and code = :code and used_at is null""";

    boolean useRecovery(String login, byte[] code, Instant at) {
        return jdbc.sql(USE_RECOVERY)
                        .param("login", login)
                        .param("code", code)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    static final String RECOVERY_LEFT = """
            select count(*) from identity.recovery_code where login = :login and used_at is null""";

    int recoveryLeft(String login) {
        return jdbc.sql(RECOVERY_LEFT)
                .param("login", login)
                .query(Integer.class)
                .single();
    }

    static final String REMOVE = """
            delete from identity.second_factor where login = :login""";

    boolean remove(String login) {
        return jdbc.sql(REMOVE).param("login", login).update() == 1;
    }
}
