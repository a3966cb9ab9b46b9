package cn.sunlit.funds;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of money that lies still. */
@Repository
class HoldStore {

    private final JdbcClient db;

    HoldStore(JdbcClient db) {
        this.db = db;
    }

    record Hold(
            long id,
            HoldKind kind,
            CaseId caseId,
            CaseNumber caseNumber,
            CourtCode court,
            Money amount,
            Money left,
            HoldGround ground,
            String words,
            @Nullable String orderedBy,
            @Nullable String document,
            @Nullable LocalDate until,
            String state,
            String proposedBy,
            String proposedName,
            Instant proposedAt,
            @Nullable String firstBy,
            @Nullable String firstName,
            @Nullable String secondName,
            @Nullable String refusedBecause,
            @Nullable Long voucher,
            @Nullable Long paper,
            LocalDate lookedOn) {}

    private static final String HOLD = """
            select h.id, h.kind, h.case_id, h.case_number, h.court, h.fen as amount,
                   case when h.voucher is null then 0
                        else h.fen - coalesce((select sum(r.fen) from funds.hold_release r
                                               where r.hold = h.id and r.state = 'RELEASED'), 0)
                                   - coalesce((select sum(p.fen) from funds.payer_return p
                                               where p.hold = h.id and p.state in ('PROPOSED', 'QUEUED', 'SENT', 'ACCEPTED', 'PAID')), 0)
                        end as left,
                   h.ground, h.words, h.ordered_by, h.document, h.until, h.state, h.proposed_by, h.proposed_name,
                   h.proposed_at, h.first_by, h.first_name, h.second_name, h.refused_because, h.voucher, h.paper, h.looked_on
            from funds.hold h
            """;

    static final String LOCK = HOLD + " where h.id = :id for update of h";

    Optional<Hold> lock(long id) {
        return db.sql(LOCK).param("id", id).query(Hold.class).optional();
    }

    static final String RELEASING =
            "select coalesce(sum(fen), 0) from funds.hold_release where hold = :id and state = 'PROPOSED'";

    /** What somebody has proposed to release and nobody has decided. */
    Money releasing(long id) {
        return new Money(db.sql(RELEASING).param("id", id).query(Long.class).single());
    }

    static final String OF_CASE = HOLD + " where h.case_id = :case order by h.id";

    List<Hold> ofCase(CaseId id) {
        return db.sql(OF_CASE).param("case", id).query(Hold.class).list();
    }

    static final String OPEN = HOLD + """
            where h.court = :court and h.state in ('PROPOSED', 'APPROVED', 'HELD') order by h.looked_on, h.id limit 200
            """;

    /** What waits for approval or lies still, the longest unlooked at first. */
    List<Hold> open(CourtCode court) {
        return db.sql(OPEN).param("court", court).query(Hold.class).list();
    }

    record Draft(
            HoldKind kind,
            Money amount,
            HoldGround ground,
            String words,
            @Nullable String orderedBy,
            @Nullable String document,
            @Nullable LocalDate until) {}

    static final String ADD = """
            insert into funds.hold (kind, case_id, case_number, court, fen, ground, words, ordered_by, document, until,
                                    proposed_by, proposed_name, proposed_at, looked_on)
            values (:kind, :case, :number, :court, :fen, :ground, :words, :orderedBy, :document, :until,
                    :login, :name, :at, :on)
            returning id
            """;

    long add(
            CaseId id,
            CaseNumber number,
            CourtCode court,
            Draft d,
            String login,
            String name,
            Instant at,
            LocalDate on) {
        return db.sql(ADD)
                .param("kind", d.kind().name())
                .param("case", id)
                .param("number", number)
                .param("court", court)
                .param("fen", d.amount())
                .param("ground", d.ground().name())
                .param("words", d.words())
                .param("orderedBy", d.orderedBy())
                .param("document", d.document())
                .param("until", d.until())
                .param("login", login)
                .param("name", name)
                .param("at", at)
                .param("on", on)
                .query(Long.class)
                .single();
    }

    static final String FIRST = """
            update funds.hold set state = 'APPROVED', first_by = :login, first_name = :name, first_at = :at
            where id = :id and state = 'PROPOSED'
            """;

    void first(long id, String login, String name, Instant at) {
        db.sql(FIRST)
                .param("login", login)
                .param("name", name)
                .param("at", at)
                .param("id", id)
                .update();
    }

    static final String BOOKED = """
            update funds.hold set state = 'HELD', voucher = :voucher, paper = :paper, looked_on = :on,
                first_by = coalesce(first_by, :login), first_name = coalesce(first_name, :name),
                first_at = coalesce(first_at, :at),
                second_by = case when first_by is null then null else :login end,
                second_name = case when first_by is null then null else :name end,
                second_at = case when first_by is null then null else :at::timestamptz end
            where id = :id and state in ('PROPOSED', 'APPROVED')
            """;

    void booked(long id, long voucher, @Nullable Long paper, String login, String name, Instant at, LocalDate on) {
        db.sql(BOOKED)
                .param("voucher", voucher)
                .param("paper", paper)
                .param("on", on)
                .param("login", login)
                .param("name", name)
                .param("at", at)
                .param("id", id)
                .update();
    }

    static final String REFUSE = """
            update funds.hold set state = 'REFUSED', refused_by = :login, refused_name = :name, refused_because = :because
            where id = :id and state in ('PROPOSED', 'APPROVED')
            """;

    void refuse(long id, String login, String name, String because) {
        db.sql(REFUSE)
                .param("login", login)
                .param("name", name)
                .param("because", because)
                .param("id", id)
                .update();
    }

    static final String LOOKED =
            "update funds.hold set looked_on = :on, looked_name = :name where id = :id and state = 'HELD'";

    void looked(long id, LocalDate on, String name) {
        db.sql(LOOKED).param("on", on).param("name", name).param("id", id).update();
    }

    static final String END = "update funds.hold set state = 'ENDED' where id = :id and state = 'HELD'";

    void end(long id) {
        db.sql(END).param("id", id).update();
    }

    record Release(
            long id,
            long hold,
            Money amount,
            String because,
            LocalDate ceasedOn,
            @Nullable String document,
            String state,
            String proposedBy,
            String proposedName,
            @Nullable String endedName,
            @Nullable Instant endedAt,
            @Nullable Long voucher,
            @Nullable LocalDate paidOn) {}

    private static final String RELEASE = """
            select r.id, r.hold, r.fen as amount, r.because, r.ceased_on, r.document, r.state, r.proposed_by,
                   r.proposed_name, r.ended_name, r.ended_at, r.voucher, r.paid_on
            from funds.hold_release r
            """;

    static final String LOCK_RELEASE = RELEASE + " where r.id = :id for update";

    Optional<Release> lockRelease(long id) {
        return db.sql(LOCK_RELEASE).param("id", id).query(Release.class).optional();
    }

    static final String RELEASES =
            RELEASE + " join funds.hold h on h.id = r.hold where h.case_id = :case order by r.hold, r.id";

    List<Release> releases(CaseId id) {
        return db.sql(RELEASES).param("case", id).query(Release.class).list();
    }

    static final String ADD_RELEASE = """
            insert into funds.hold_release (hold, fen, because, ceased_on, document, proposed_by, proposed_name, proposed_at)
            values (:hold, :fen, :because, :on, :document, :login, :name, :at)
            on conflict (hold) where state = 'PROPOSED' do nothing returning id
            """;

    /** @return the row, or empty when another release of it waits already */
    Optional<Long> addRelease(
            long hold,
            Money amount,
            String because,
            LocalDate ceasedOn,
            @Nullable String document,
            String login,
            String name,
            Instant at) {
        return db.sql(ADD_RELEASE)
                .param("hold", hold)
                .param("fen", amount)
                .param("because", because)
                .param("on", ceasedOn)
                .param("document", document)
                .param("login", login)
                .param("name", name)
                .param("at", at)
                .query(Long.class)
                .optional();
    }

    static final String END_RELEASE = """
            update funds.hold_release set state = :state, voucher = :voucher, ended_by = :login, ended_name = :name,
                ended_at = :at
            where id = :id and state = 'PROPOSED'
            """;

    void endRelease(long id, boolean released, @Nullable Long voucher, String login, String name, Instant at) {
        db.sql(END_RELEASE)
                .param("state", released ? "RELEASED" : "REFUSED")
                .param("voucher", voucher)
                .param("login", login)
                .param("name", name)
                .param("at", at)
                .param("id", id)
                .update();
    }

    /** A release whose money has not reached its payee yet. */
    record Unpaid(long id, long hold, Money amount, Money paidSince) {}

    static final String UNPAID = """
            select r.id, r.hold, r.fen as amount,
                   coalesce((select sum(p.fen) from funds.payment p
                             where p.case_id = h.case_id and p.state = 'PAID' and p.created_at >= r.ended_at), 0) as paid_since
            from funds.hold_release r join funds.hold h on h.id = r.hold
            where h.case_id = :case and r.state = 'RELEASED' and r.paid_on is null order by r.id
            """;

    List<Unpaid> unpaid(CaseId id) {
        return db.sql(UNPAID).param("case", id).query(Unpaid.class).list();
    }

    static final String PAID = "update funds.hold_release set paid_on = :on where id = :id and paid_on is null";

    void paid(long release, LocalDate on) {
        db.sql(PAID).param("on", on).param("id", release).update();
    }
}
