package cn.sunlit.notices;

import cn.sunlit.database.Columns;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.parties.PartyId;
import cn.sunlit.publicity.Audience;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the notices. */
@Repository
class NoticeStore {

    private final JdbcClient jdbc;

    NoticeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A notice to be written. */
    record New(
            CaseId caseId,
            CourtCode court,
            String instance,
            String publicCode,
            String nodeCode,
            Audience audience,
            PartyId recipient,
            String recipientName,
            @Nullable String principal,
            String number,
            String words,
            LocalDate happenedOn,
            Instant mustBy) {}

    /**
     * The first SMS goes at once. What follows within the pause joins the one that waits already, or goes when the pause
     * since the last is over; never after the last moment for telling it. The newest ten tell that, however many there were.
     */
    static final String TELL = """
            insert into notices.notice (case_id, court, instance, public_code, node_code, audience, recipient, recipient_name,
                                        principal, number, words, happened_on, told_at, must_by, sms_from)
            select n.case_id, n.court, n.instance, n.public_code, n.node_code, n.audience, n.recipient, n.recipient_name,
                   n.principal, n.number, n.words, n.happened_on, :now::timestamptz, n.must_by,
                   case when coalesce(before.waiting, before.given + make_interval(secs => :pause)) < n.must_by
                        then coalesce(before.waiting, before.given + make_interval(secs => :pause))
                        else :now::timestamptz end
            from unnest(:cases::text[]::bigint[], :courts::text[], :instances::text[], :publicCodes::text[], :nodeCodes::text[],
                        :audiences::text[], :recipients::text[]::bigint[], :names::text[], :principals::text[],
                        :numbers::text[], :words::text[], :days::text[]::date[], :mustBy::text[]::timestamptz[])
                     as n (case_id, court, instance, public_code, node_code, audience, recipient, recipient_name, principal,
                           number, words, happened_on, must_by)
            left join lateral (
                select min(x.sms_from) filter (where x.sms = 'WAITING') as waiting,
                       max(x.sms_from) filter (where x.sms = 'GIVEN') as given
                from (select * from notices.notice o where o.case_id = n.case_id and o.recipient = n.recipient
                      order by o.id desc limit 10) x
                where x.sms_from > :now::timestamptz - make_interval(secs => :pause)) before on true
            on conflict (instance, audience, recipient) do nothing
            """;

    void tell(List<New> all, Instant now, Duration pause) {
        jdbc.sql(TELL)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("pause", pause.toSeconds())
                .param("cases", Columns.of(all, New::caseId))
                .param("courts", Columns.of(all, n -> n.court().value()))
                .param("instances", Columns.of(all, New::instance))
                .param("publicCodes", Columns.of(all, New::publicCode))
                .param("nodeCodes", Columns.of(all, New::nodeCode))
                .param("audiences", Columns.of(all, n -> n.audience().name()))
                .param("recipients", Columns.of(all, n -> n.recipient().value()))
                .param("names", Columns.of(all, New::recipientName))
                .param("principals", Columns.of(all, New::principal))
                .param("numbers", Columns.of(all, New::number))
                .param("words", Columns.of(all, New::words))
                .param("days", Columns.of(all, New::happenedOn))
                .param("mustBy", Columns.of(all, New::mustBy))
                .update();
    }

    /** A notice whose SMS is due. */
    record Due(
            long id,
            CaseId caseId,
            CourtCode court,
            String publicCode,
            PartyId recipient,
            String recipientName,
            @Nullable String principal,
            String number,
            String words,
            LocalDate happenedOn,
            Instant mustBy) {}

    static final String DUE = """
            select id, case_id, court, public_code, recipient, recipient_name, principal, number, words, happened_on, must_by
            from notices.notice where sms = 'WAITING' and sms_from <= :now
            order by sms_from, id limit :most for update skip locked
            """;

    /** Those whose SMS is due, in the hands of this transaction. */
    List<Due> due(Instant now, int most) {
        return jdbc.sql(DUE)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((r, n) -> new Due(
                        r.getLong("id"),
                        new CaseId(r.getLong("case_id")),
                        new CourtCode(r.getString("court")),
                        r.getString("public_code"),
                        new PartyId(r.getLong("recipient")),
                        r.getString("recipient_name"),
                        r.getString("principal"),
                        r.getString("number"),
                        r.getString("words"),
                        r.getObject("happened_on", LocalDate.class),
                        instant(r, "must_by")))
                .list();
    }

    /** What becomes of the SMS of a notice. */
    record Step(long id, String sms, Instant from, @Nullable String key) {}

    static final String STEP = """
            update notices.notice n set sms = s.sms, sms_from = s.sms_from, sms_key = s.sms_key
            from unnest(:ids::text[]::bigint[], :states::text[], :froms::text[]::timestamptz[], :keys::text[])
                     as s (id, sms, sms_from, sms_key)
            where n.id = s.id
            """;

    void step(List<Step> steps) {
        jdbc.sql(STEP)
                .param("ids", Columns.of(steps, Step::id))
                .param("states", Columns.of(steps, Step::sms))
                .param("froms", Columns.of(steps, Step::from))
                .param("keys", Columns.of(steps, Step::key))
                .update();
    }

    /** One person in one case. */
    record Seat(CaseId caseId, PartyId recipient) {}

    static final String CHOICES = """
            select distinct on (c.case_id, c.recipient) c.case_id, c.recipient, c.sms
            from unnest(:cases::bigint[], :recipients::bigint[]) as s (case_id, recipient)
            join notices.choice c on c.case_id = s.case_id and c.recipient = s.recipient
            order by c.case_id, c.recipient, c.id desc
            """;

    /** What these persons chose last; who never chose is not in it. */
    Map<Seat, Boolean> choices(Collection<Seat> seats) {
        Map<Seat, Boolean> found = new HashMap<>();
        jdbc.sql(CHOICES)
                .param("cases", seats.stream().map(s -> s.caseId().value()).toArray(Long[]::new))
                .param(
                        "recipients",
                        seats.stream().map(s -> s.recipient().value()).toArray(Long[]::new))
                .query(r -> {
                    found.put(
                            new Seat(new CaseId(r.getLong("case_id")), new PartyId(r.getLong("recipient"))),
                            r.getBoolean("sms"));
                });
        return found;
    }

    static final String CHOOSE = """
            insert into notices.choice (case_id, recipient, sms, chosen_at) values (:caseId, :recipient, :sms, :at)
            """;

    void choose(Seat seat, boolean sms, Instant at) {
        jdbc.sql(CHOOSE)
                .param("caseId", seat.caseId().value())
                .param("recipient", seat.recipient().value())
                .param("sms", sms)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** A notice as stored. */
    record Row(
            long id,
            String publicCode,
            String nodeCode,
            Audience audience,
            String recipientName,
            @Nullable String principal,
            String words,
            LocalDate happenedOn,
            Instant toldAt,
            Instant mustBy,
            String sms,
            @Nullable String key) {}

    static final String OF_CASE = """
            select * from notices.notice where case_id = :caseId order by id desc limit 500
            """;

    static final String OF_RECIPIENT = """
            select * from notices.notice where case_id = :caseId and recipient = :recipient order by id desc limit 500
            """;

    /** The newest first, at most 500; with a recipient only those. */
    List<Row> of(CaseId id, @Nullable PartyId recipient) {
        JdbcClient.StatementSpec statement =
                recipient == null ? jdbc.sql(OF_CASE) : jdbc.sql(OF_RECIPIENT).param("recipient", recipient.value());
        return statement.param("caseId", id.value()).query(NoticeStore::row).list();
    }

    static final String ONE = """
            select * from notices.notice where case_id = :caseId and id = :id
            """;

    Optional<Row> find(CaseId caseId, long id) {
        return jdbc.sql(ONE)
                .param("caseId", caseId.value())
                .param("id", id)
                .query(NoticeStore::row)
                .optional();
    }

    private static Row row(ResultSet r, int n) throws SQLException {
        return new Row(
                r.getLong("id"),
                r.getString("public_code"),
                r.getString("node_code"),
                Audience.valueOf(r.getString("audience")),
                r.getString("recipient_name"),
                r.getString("principal"),
                r.getString("words"),
                r.getObject("happened_on", LocalDate.class),
                instant(r, "told_at"),
                instant(r, "must_by"),
                r.getString("sms"),
                r.getString("sms_key"));
    }

    private static Instant instant(ResultSet r, String column) throws SQLException {
        return r.getObject(column, OffsetDateTime.class).toInstant();
    }
}
