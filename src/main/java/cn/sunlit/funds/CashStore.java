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

/** All SQL of cash. */
@Repository
class CashStore {

    private final JdbcClient db;

    CashStore(JdbcClient db) {
        this.db = db;
    }

    record Taken(
            long id,
            CaseId caseId,
            CaseNumber caseNumber,
            CourtCode court,
            Money amount,
            String payer,
            LocalDate takenOn,
            String place,
            String takenBy,
            String takenName,
            String withLogin,
            String withName,
            long voucher,
            @Nullable LocalDate handedOn,
            @Nullable String lateBecause,
            @Nullable String financeName,
            @Nullable LocalDate bankedOn) {}

    private static final String TAKEN = """
            select c.id, c.case_id, c.case_number, c.court, c.fen as amount, c.payer, c.taken_on, c.place, c.taken_by,
                   c.taken_name, c.with_login, c.with_name, c.voucher, c.handed_on, c.late_because, c.finance_name, c.banked_on
            from funds.cash c
            """;

    static final String LOCK = TAKEN + " where c.id = :id for update";

    Optional<Taken> lock(long id) {
        return db.sql(LOCK).param("id", id).query(Taken.class).optional();
    }

    static final String OF_CASE = TAKEN + " where c.case_id = :case order by c.id";

    List<Taken> ofCase(CaseId id) {
        return db.sql(OF_CASE).param("case", id).query(Taken.class).list();
    }

    static final String NOT_BANKED =
            TAKEN + " where c.court = :court and c.receipt is null order by c.handed_on nulls first, c.id limit 200";

    /** What is in the officers' or the cashier's hands. */
    List<Taken> notBanked(CourtCode court) {
        return db.sql(NOT_BANKED).param("court", court).query(Taken.class).list();
    }

    static final String NEXT = "select nextval(pg_get_serial_sequence('funds.cash', 'id'))";

    /** The number of a new entry, under which its voucher is booked. */
    long next() {
        return db.sql(NEXT).query(Long.class).single();
    }

    static final String ADD = """
            insert into funds.cash (id, case_id, case_number, court, fen, payer, taken_on, place, taken_by, taken_name,
                                    with_login, with_name, taken_at, voucher)
            overriding system value
            values (:id, :case, :number, :court, :fen, :payer, :on, :place, :by, :name, :withLogin, :withName, :at, :voucher)
            """;

    void add(Taken t, Instant at) {
        db.sql(ADD)
                .param("id", t.id())
                .param("case", t.caseId())
                .param("number", t.caseNumber())
                .param("court", t.court())
                .param("fen", t.amount())
                .param("payer", t.payer())
                .param("on", t.takenOn())
                .param("place", t.place())
                .param("by", t.takenBy())
                .param("name", t.takenName())
                .param("withLogin", t.withLogin())
                .param("withName", t.withName())
                .param("at", at)
                .param("voucher", t.voucher())
                .update();
    }

    static final String PAPER = "update funds.cash set paper = :paper where id = :id";

    void paper(long id, long paper) {
        db.sql(PAPER).param("paper", paper).param("id", id).update();
    }

    static final String HAND = """
            update funds.cash set handed_on = :on, late_because = :because, finance_by = :login, finance_name = :name,
                handed_at = :at
            where id = :id and handed_on is null
            """;

    void hand(long id, LocalDate on, @Nullable String because, String login, String name, Instant at) {
        db.sql(HAND)
                .param("on", on)
                .param("because", because)
                .param("login", login)
                .param("name", name)
                .param("at", at)
                .param("id", id)
                .update();
    }

    /** Cash and the credit by which it reached the bank. */
    record Match(long cash, long receipt, LocalDate bookedOn) {}

    // The payer of cash into the bank writes its number into the remark; the sum and the case must be the same.
    static final String MATCHES = """
            select c.id as cash, min(r.id) as receipt, min(r.booked_on) as booked_on
            from funds.cash c
            join funds.receipt r on r.case_id = c.case_id and r.fen = c.fen and r.booked_on >= c.taken_on
            where c.receipt is null and c.handed_on is not null
              and r.remark ~ ('(^|[^0-9A-Za-z])XJ-?' || c.id || '([^0-9]|$)')
              and not exists (select from funds.cash o where o.receipt = r.id)
            group by c.id order by c.id limit :most
            """;

    List<Match> matches(int most) {
        return db.sql(MATCHES).param("most", most).query(Match.class).list();
    }

    static final String MATCH_BY_HAND = """
            select c.id as cash, r.id as receipt, r.booked_on
            from funds.cash c join funds.receipt r on r.case_id = c.case_id and r.fen = c.fen and r.booked_on >= c.taken_on
            where c.id = :cash and r.id = :receipt and c.receipt is null and c.handed_on is not null
              and not exists (select from funds.cash o where o.receipt = r.id)
            """;

    /** The same pair chosen by a person: of one case and one sum. */
    Optional<Match> match(long cash, long receipt) {
        return db.sql(MATCH_BY_HAND)
                .param("cash", cash)
                .param("receipt", receipt)
                .query(Match.class)
                .optional();
    }

    static final String BANKED =
            "update funds.cash set receipt = :receipt, banked_on = :on where id = :id and receipt is null";

    boolean banked(Match m) {
        return db.sql(BANKED)
                        .param("receipt", m.receipt())
                        .param("on", m.bookedOn())
                        .param("id", m.cash())
                        .update()
                == 1;
    }

    static final String PERFORMED =
            "update funds.receipt set interest_until = least(interest_until, :on) where id = :receipt";

    /** The debtor had paid when the officers took the notes, not when the bank counted them. */
    void performed(long receipt, LocalDate takenOn) {
        db.sql(PERFORMED).param("on", takenOn).param("receipt", receipt).update();
    }
}
