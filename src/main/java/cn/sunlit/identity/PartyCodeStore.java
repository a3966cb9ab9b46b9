package cn.sunlit.identity;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
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
            insert into identity.party_code (id, asked, code, expires_at) values (:id, :asked, :code, :expires)""";

    void add(String id, byte[] asked, byte[] code, Instant expires) {
        jdbc.sql(ADD)
                .param("id", id)
                .param("asked", asked)
                .param("code", code)
                .param("expires", Timestamp.from(expires))
                .update();
    }

    @SuppressWarnings("ArrayRecordComponent") // opened by its only reader
    record Asked(String id, byte[] sealed, Instant expires) {}

    static final String TAKE_ASKED = """
            with due as (
                select id, asked from identity.party_code
                 where asked is not null order by expires_at limit 1 for update skip locked)
            update identity.party_code c set asked = null
              from due where c.id = due.id
            returning c.id, due.asked, c.expires_at""";

    /** Each question once, whichever process asks. */
    Optional<Asked> takeAsked() {
        return jdbc.sql(TAKE_ASKED)
                .query((row, number) -> new Asked(
                        row.getString("id"),
                        row.getBytes("asked"),
                        row.getTimestamp("expires_at").toInstant()))
                .optional();
    }

    static final String LET_GO = """
            update identity.party_code set asked = null where id = :id""";

    void letGo(String id) {
        jdbc.sql(LET_GO).param("id", id).update();
    }

    static final String FOUND = """
            update identity.party_code
               set case_id = :case, party = :party, court = :court, role = :role, name = :name
             where id = :id""";

    void found(String id, PartyLogins.PartyAccess party) {
        jdbc.sql(FOUND)
                .param("id", id)
                .param("case", party.caseId().value())
                .param("party", party.party())
                .param("court", party.court().value())
                .param("role", party.role().name())
                .param("name", party.name())
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

    static final String COUNT_BEFORE = """
            select count(*) from identity.party_code where expires_at < :before""";

    long countBefore(Instant before) {
        return jdbc.sql(COUNT_BEFORE)
                .param("before", Timestamp.from(before))
                .query(Long.class)
                .single();
    }
}
