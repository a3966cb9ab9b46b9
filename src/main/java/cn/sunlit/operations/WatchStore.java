package cn.sunlit.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the whole installation looks like from outside: how old is what waits. Reads of other modules' tables, no rows of cases. */
@Repository
class WatchStore {

    private final JdbcClient jdbc;

    WatchStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String NOW = """
            select now()
            """;

    Instant now() {
        return jdbc.sql(NOW).query(Instant.class).single();
    }

    static final String LAST_ACT = """
            select at from audit.entry order by id desc limit 1
            """;

    @Nullable
    Instant lastAct() {
        Optional<Instant> last = jdbc.sql(LAST_ACT).query(Instant.class).optional();
        return last.orElse(null);
    }

    static final String IS_DEMONSTRATION = """
            select exists (select from sandbox.clock) or exists (select from sandbox.demo_case)
                   or exists (select from sandbox.sms) or exists (select from sandbox.holding)
            """;

    boolean isDemonstration() {
        return jdbc.sql(IS_DEMONSTRATION).query(Boolean.class).single();
    }

    static final String OUTBOXES = """
            select 'sms' as partner, count(*) as waiting, min(queued_at) as since
            from messages.message where state = 'QUEUED'
            union all
            select 'bank', count(*), min(created_at) from funds.payment where state = 'QUEUED'
            union all
            select i.code, count(r.id), min(r.created_at)
            from inquiries.institution i left join inquiries.request r on r.institution = i.code and r.state in ('QUEUED', 'ACCEPTED')
            group by i.code
            union all
            select 'events', count(*), min(publication_date) from events.event_publication where completion_date is null
            """;

    /** @param since when the oldest was put there, null when nothing waits */
    record Outbox(String partner, long waiting, @Nullable Instant since) {}

    List<Outbox> outboxes() {
        return jdbc.sql(OUTBOXES).query(Outbox.class).list();
    }

    static final String STANDING = """
            select (select count(*) from docket.alert where level = 'YELLOW') as yellow,
                   (select count(*) from docket.alert where level = 'RED') as red,
                   (select count(*) from docket.alert where level = 'OVERDUE') as overdue,
                   (select coalesce(sum(fen), 0) from funds.receipt where case_id is null and returned_on is null) as suspense_fen,
                   (select min(booked_on)::timestamp at time zone 'Asia/Shanghai' from funds.receipt where case_id is null and returned_on is null)
                       as suspense_since,
                   (select max(signed_at) from audit.checkpoint) as checkpoint_at,
                   (select count(*) from operations.restoration where released_at is null) as payments_held
            """;

    /**
     * @param suspenseSince the booking day of the oldest sum that belongs to no case
     * @param checkpointAt when the record was last signed
     */
    record Standing(
            long yellow,
            long red,
            long overdue,
            long suspenseFen,
            @Nullable Instant suspenseSince,
            @Nullable Instant checkpointAt,
            long paymentsHeld) {}

    Standing standing() {
        return jdbc.sql(STANDING).query(Standing.class).single();
    }
}
