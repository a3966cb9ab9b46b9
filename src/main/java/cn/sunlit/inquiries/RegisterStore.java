package cn.sunlit.inquiries;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the register: which institutions there are, what was agreed with each, and how each is reached. */
@Repository
class RegisterStore {

    private final JdbcClient jdbc;

    RegisterStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String SHIP = """
            insert into inquiries.institution (code, name, kind, channel, answers_person, answers_organisation, actions,
                                               promised_minutes, parallel_limit, per_minute, opens, closes,
                                               working_days_only, own, position, transport, folder, format)
            values (:code, :name, :kind, :channel, :person, :organisation, string_to_array(:actions, ','),
                    :promised, :parallel, :per_minute, :opens, :closes, :working_days_only, :own, :position,
                    :transport, :folder, :format)
            on conflict (code) do update
               set name = excluded.name, kind = excluded.kind, channel = excluded.channel,
                   answers_person = excluded.answers_person, answers_organisation = excluded.answers_organisation,
                   actions = excluded.actions, promised_minutes = excluded.promised_minutes,
                   parallel_limit = excluded.parallel_limit, per_minute = excluded.per_minute, opens = excluded.opens,
                   closes = excluded.closes, working_days_only = excluded.working_days_only, own = excluded.own,
                   position = excluded.position, transport = excluded.transport, folder = excluded.folder,
                   format = excluded.format
            """;

    void ship(Registry.Entry e, boolean own, int position) {
        jdbc.sql(SHIP)
                .param("code", e.code())
                .param("name", e.name())
                .param("kind", e.kind())
                .param("channel", e.channel())
                .param("person", e.person())
                .param("organisation", e.organisation())
                .param(
                        "actions",
                        String.join(",", e.actions().stream().map(Enum::name).toList()))
                .param("promised", e.promisedMinutes())
                .param("parallel", e.parallel())
                .param("per_minute", e.perMinute())
                .param("opens", e.hours().opens())
                .param("closes", e.hours().closes())
                .param("working_days_only", e.hours().workingDaysOnly())
                .param("own", own)
                .param("position", position)
                .param("transport", e.transport().name())
                .param("folder", e.folder() == null ? null : e.folder().toString())
                .param("format", e.format())
                .update();
    }

    static final String CONNECT = """
            update inquiries.institution
               set base_url = :url, secret_sealed = :secret, next_secret_sealed = :next,
                   failures = 0, fault_since = null, probe_at = null, last_fault = null
             where code = :code and transport = 'HTTPS'
            """;

    /** @return false when there is no such institution that is called over HTTPS */
    boolean connect(String code, String url, byte[] secretSealed, byte @Nullable [] nextSealed) {
        return jdbc.sql(CONNECT)
                        .param("code", code)
                        .param("url", url)
                        .param("secret", secretSealed)
                        .param("next", nextSealed)
                        .update()
                == 1;
    }

    static final String GUARD = """
            update inquiries.institution set secret_sealed = :secret, next_secret_sealed = :next where code = :code
            """;

    /** Says what signs the files that are exchanged; null where nothing does. */
    void guard(String code, byte @Nullable [] secretSealed, byte @Nullable [] nextSealed) {
        jdbc.sql(GUARD)
                .param("code", code)
                .param("secret", secretSealed)
                .param("next", nextSealed)
                .update();
    }

    static final String SECRETS = """
            select secret_sealed, next_secret_sealed from inquiries.institution where code = :code
            """;

    /** The sealed secrets that an institution may sign with; empty when the register does not know it. */
    Optional<Secrets> secrets(String code) {
        return jdbc.sql(SECRETS)
                .param("code", code)
                .query((row, n) -> new Secrets(row.getBytes("secret_sealed"), row.getBytes("next_secret_sealed")))
                .optional();
    }

    /** @param next the other one that holds while the two sides change it, null at other times */
    record Secrets(byte @Nullable [] current, byte @Nullable [] next) {}

    static final String INSTITUTIONS = """
            select code, name, kind, channel, answers_person, answers_organisation, array_to_string(actions, ',') as actions,
                   promised_minutes, parallel_limit, per_minute, opens, closes, working_days_only, transport, own,
                   case transport when 'FILES' then folder is not null else base_url is not null end as connected,
                   fault_since, last_fault, last_answer_at
              from inquiries.institution
             order by position, code
            """;

    List<Institution> institutions() {
        return jdbc.sql(INSTITUTIONS).query((row, n) -> institution(row)).list();
    }

    private static Institution institution(ResultSet row) throws SQLException {
        String actions = row.getString("actions");
        return new Institution(
                row.getString("code"),
                row.getString("name"),
                row.getString("kind"),
                row.getString("channel"),
                row.getBoolean("answers_person"),
                row.getBoolean("answers_organisation"),
                actions.isEmpty()
                        ? List.of()
                        : Arrays.stream(actions.split(","))
                                .map(Order.Action::valueOf)
                                .toList(),
                row.getInt("promised_minutes"),
                row.getInt("parallel_limit"),
                row.getObject("per_minute", Integer.class),
                new Hours(
                        row.getObject("opens", LocalTime.class),
                        row.getObject("closes", LocalTime.class),
                        row.getBoolean("working_days_only")),
                row.getString("transport"),
                row.getBoolean("own"),
                row.getBoolean("connected"),
                instant(row, "fault_since"),
                row.getString("last_fault"),
                instant(row, "last_answer_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
