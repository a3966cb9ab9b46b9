package cn.sunlit.reconciliation;

import cn.sunlit.bank.ValueDay;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of how refused movements of the bank were settled. */
@Repository
class ResolutionStore {

    private static final int MOST = 200;

    private final JdbcClient db;

    ResolutionStore(JdbcClient db) {
        this.db = db;
    }

    /** A movement with the court that it belongs to. */
    record Found(
            long id,
            CourtCode court,
            String account,
            String reference,
            String direction,
            String currency,
            @Nullable Money amount,
            @Nullable LocalDate bookedOn,
            @Nullable LocalDate valueOn,
            @Nullable String counterparty,
            @Nullable String remark,
            String because,
            long message,
            boolean refused,
            boolean ended) {

        ResolutionRules.Entry entry() {
            return new ResolutionRules.Entry(id, reference, direction, currency, amount, bookedOn, refused, ended);
        }
    }

    static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended('funds.resolution:' || :court, 0)) is null";

    /** Until the end of the transaction nobody else settles a movement of the court: two may speak of the same. */
    void lock(CourtCode court) {
        db.sql(LOCK).param("court", court).query(Boolean.class).single();
    }

    private static final String ENTRY = """
            select e.id, e.court, e.account, e.reference, e.direction, e.currency, e.fen as amount, e.booked_on, e.value_on,
                   e.counterparty, e.remark, e.because, e.message, e.outcome = 'REFUSED' as refused,
                   exists (select from funds.resolution r
                           where (r.entry = e.id or r.other = e.id and r.way = 'REVERSED')
                             and r.state = 'CONFIRMED' and r.way <> 'AWAIT') as ended
            from funds.bank_entry e
            """;

    static final String FIND = ENTRY + " where e.id = :id and e.court is not null";

    Optional<Found> find(long entry) {
        return db.sql(FIND).param("id", entry).query(Found.class).optional();
    }

    static final String BY_REFERENCE = ENTRY + " where e.reference = :reference and e.court = :court";

    Optional<Found> find(CourtCode court, String reference) {
        return db.sql(BY_REFERENCE)
                .param("court", court)
                .param("reference", reference)
                .query(Found.class)
                .optional();
    }

    static final String OPPOSITE = ENTRY + """
             where e.court = :court and e.outcome = 'REFUSED' and e.direction <> :direction and e.fen = :fen
              and not exists (select from funds.resolution r
                              where (r.entry = e.id or r.other = e.id) and r.state <> 'REFUSED' and r.way <> 'AWAIT')
            order by e.id desc limit 20
            """;

    /** Refused movements of the other direction and the same amount: what may have reversed this one. */
    List<Found> opposite(Found e) {
        return e.amount() == null
                ? List.of()
                : db.sql(OPPOSITE)
                        .param("court", e.court())
                        .param("direction", e.direction())
                        .param("fen", e.amount())
                        .query(Found.class)
                        .list();
    }

    /** How one was, or is to be, settled. */
    record Resolution(
            long id,
            long entry,
            String reference,
            String direction,
            CourtCode court,
            ResolutionWay way,
            String ground,
            @Nullable String otherReference,
            @Nullable LocalDate otherBookedOn,
            @Nullable Money amount,
            String because,
            String state,
            String proposedBy,
            String proposedName,
            Instant proposedAt,
            @Nullable String decidedName,
            @Nullable Instant decidedAt,
            @Nullable Long voucher,
            @Nullable LocalDate endedOn) {

        boolean isOpen() {
            return state.equals("PROPOSED");
        }

        String stateZh() {
            return isOpen() ? "待复核" : state.equals("CONFIRMED") ? "已复核" : "已退回";
        }
    }

    private static final String RESOLUTION = """
            select r.id, r.entry, e.reference, e.direction, r.court, r.way, r.ground, o.reference as other_reference,
                   o.booked_on as other_booked_on, coalesce(r.fen, e.fen) as amount, e.because, r.state, r.proposed_by,
                   r.proposed_name, r.proposed_at, r.decided_name, r.decided_at, r.voucher, r.ended_on
            from funds.resolution r join funds.bank_entry e on e.id = r.entry
            left join funds.bank_entry o on o.id = r.other
            """;

    static final String OF_ENTRY = RESOLUTION + " where r.entry = :entry order by r.id";

    List<Resolution> of(long entry) {
        return db.sql(OF_ENTRY).param("entry", entry).query(Resolution.class).list();
    }

    static final String ONE = RESOLUTION + " where r.id = :id for update of r";

    Optional<Resolution> lock(long id) {
        return db.sql(ONE).param("id", id).query(Resolution.class).optional();
    }

    static final String ENDED = RESOLUTION + """
             where r.court = :court and r.state = 'CONFIRMED' and r.ended_on >= coalesce(:from::date, '-infinity')
              and r.ended_on <= :day
            order by r.id limit :most
            """;

    /** Differences that came to an end on these days. */
    List<Resolution> ended(CourtCode court, @Nullable LocalDate from, LocalDate day) {
        return db.sql(ENDED)
                .param("court", court)
                .param("from", from)
                .param("day", day)
                .param("most", MOST)
                .query(Resolution.class)
                .list();
    }

    record Draft(
            long entry,
            CourtCode court,
            ResolutionWay way,
            String ground,
            @Nullable Long other,
            @Nullable Money amount) {}

    static final String ADD = """
            insert into funds.resolution (entry, court, way, ground, other, fen, proposed_by, proposed_name, proposed_at)
            values (:entry, :court, :way, :ground, :other, :fen, :login, :name, :at)
            on conflict do nothing returning id
            """;

    /** @return empty where another proposal for it waits already */
    Optional<Long> add(Draft d, String login, String name, Instant at) {
        return db.sql(ADD)
                .param("entry", d.entry())
                .param("court", d.court())
                .param("way", d.way().name())
                .param("ground", d.ground())
                .param("other", d.other())
                .param("fen", d.amount())
                .param("login", login)
                .param("name", name)
                .param("at", at)
                .query(Long.class)
                .optional();
    }

    static final String DECIDE = """
            update funds.resolution set state = :state, decided_by = :login, decided_name = :name, decided_at = :at,
                voucher = :voucher, ended_on = :endedOn
            where id = :id and state = 'PROPOSED'
            """;

    void decide(
            long id,
            boolean yes,
            @Nullable Long voucher,
            @Nullable LocalDate endedOn,
            String login,
            String name,
            Instant at) {
        db.sql(DECIDE)
                .param("state", yes ? "CONFIRMED" : "REFUSED")
                .param("voucher", voucher)
                .param("endedOn", endedOn)
                .param("login", login)
                .param("name", name)
                .param("at", at)
                .param("id", id)
                .update();
    }

    static final String RECEIVE = """
            insert into funds.receipt (entry, court, fen, booked_on, interest_until, payer, remark, suspense)
            values (:entry, :court, :fen, :on, :until, :payer, :remark, :suspense) returning id
            """;

    /** Money without a name out of a movement that was refused when it came. */
    long receive(Found e, Money amount, LocalDate on, long suspense) {
        return db.sql(RECEIVE)
                .param("entry", e.id())
                .param("court", e.court())
                .param("fen", amount)
                .param("on", on)
                .param("until", ValueDay.interestUntil(on, e.valueOn()))
                .param("payer", e.counterparty())
                .param("remark", e.remark())
                .param("suspense", suspense)
                .query(Long.class)
                .single();
    }

    static final String DAY_OF = "select booked_on from funds.voucher where id = :voucher";

    /** The day on which a voucher was booked: the first open one where its own was closed. */
    LocalDate dayOf(long voucher) {
        return db.sql(DAY_OF).param("voucher", voucher).query(LocalDate.class).single();
    }
}
