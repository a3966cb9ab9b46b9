package cn.sunlit.identity;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on codes sent to parties. */
@Repository
class PartyCodeStore {

    private final JdbcClient jdbc;

    PartyCodeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @SuppressWarnings("ArrayRecordComponent") // compared in constant time by its only reader
    record Row(byte[] code, Optional<Actor> actor) {}

    static final String ADD = """
            insert into identity.party_code (id, case_id, party, court, role, name, code, expires_at)
            values (:id, :case, :party, :court, :role, :name, :code, :expires)""";

    void add(String id, PartyLogins.@Nullable PartyAccess party, byte[] code, Instant expires) {
        jdbc.sql(ADD)
                .param("id", id)
                .param("case", party == null ? null : party.caseId().value(), java.sql.Types.BIGINT)
                .param("party", party == null ? null : party.party(), java.sql.Types.BIGINT)
                .param("court", party == null ? null : party.court().value(), java.sql.Types.VARCHAR)
                .param("role", party == null ? null : party.role().name(), java.sql.Types.VARCHAR)
                .param("name", party == null ? null : party.name(), java.sql.Types.VARCHAR)
                .param("code", code)
                .param("expires", Timestamp.from(expires))
                .update();
    }

    static final String ATTEMPT = """
            update identity.party_code set tries = tries + 1
             where id = :id and tries < 5 and used_at is null and expires_at > :now
            returning case_id, party, court, role, name, code""";

    /** Takes one of the five tries before anything is compared, so that trying in parallel gains nothing. */
    Optional<Row> attempt(String id, Instant now) {
        return jdbc.sql(ATTEMPT)
                .param("id", id)
                .param("now", Timestamp.from(now))
                .query((row, number) -> {
                    byte[] code = row.getBytes("code");
                    long party = row.getLong("party");
                    long caseId = row.getLong("case_id"); // asked last: wasNull() speaks of the column read just before
                    return new Row(
                            code,
                            row.wasNull()
                                    ? Optional.empty()
                                    : Optional.of(PartyLogin.actor(new PartyLogins.PartyAccess(
                                            new CaseId(caseId),
                                            party,
                                            new CourtCode(row.getString("court")),
                                            Role.valueOf(row.getString("role")),
                                            row.getString("name"),
                                            ""))));
                })
                .optional();
    }

    static final String USE = """
            update identity.party_code set used_at = :now where id = :id and used_at is null""";

    boolean use(String id, Instant now) {
        return jdbc.sql(USE).param("id", id).param("now", Timestamp.from(now)).update() == 1;
    }

    static final String REMOVE_BEFORE = """
            delete from identity.party_code
             where id in (select id from identity.party_code where expires_at < :before order by expires_at limit 1000)""";

    int removeBefore(Instant before) {
        return jdbc.sql(REMOVE_BEFORE).param("before", Timestamp.from(before)).update();
    }
}
