package cn.sunlit.funds;

import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.reconciliation.ResolutionWay;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of looking at movements that the bank told. */
@Repository
class EntryStore {

    private static final int MOST_SHOWN = 200;

    private final JdbcClient db;

    EntryStore(JdbcClient db) {
        this.db = db;
    }

    /**
     * A movement as it was told first.
     *
     * @param amount null where it could not be read
     */
    record Known(@Nullable Money amount, String direction, String currency, String outcome, String because) {}

    static final String KNOWN_OF = """
            select reference, fen, direction, currency, outcome, because from funds.bank_entry
            where reference = any (:references)
            """;

    /** Those of the references under which a movement is kept. */
    Map<String, Known> known(Collection<String> references) {
        Map<String, Known> known = new HashMap<>();
        db.sql(KNOWN_OF).param("references", references.toArray(String[]::new)).query((ResultSet r) -> {
            long fen = r.getLong("fen");
            Money amount = r.wasNull() ? null : new Money(fen);
            known.put(
                    r.getString("reference"),
                    new Known(
                            amount,
                            r.getString("direction"),
                            r.getString("currency"),
                            r.getString("outcome"),
                            r.getString("because")));
        });
        return known;
    }

    static final String KNOWN = """
            select sum(e.fen) as amount, min(e.direction) as direction, min(e.currency) as currency, min(e.outcome) as outcome,
                   min(e.because) as because
            from funds.bank_entry e
            where e.reference = :reference
               or (:whole and e.batch = :reference
                   and not exists (select from funds.bank_entry o where o.reference = :reference))
            having count(*) > 0
            """;

    /**
     * @param whole whether it is a batch told as one sum, which may have been told one by one before
     * @return null for a part of a batch that was told as one sum
     */
    @Nullable
    Known known(String reference, boolean whole) {
        return db.sql(KNOWN)
                .param("reference", reference)
                .param("whole", whole)
                .query(Known.class)
                .optional()
                .orElse(null);
    }

    /** A movement that was not booked. */
    record NotBooked(
            long id,
            String reference,
            String direction,
            String currency,
            @Nullable Money amount,
            @Nullable LocalDate bookedOn,
            @Nullable String counterparty,
            String because,
            String outcome,
            Instant takenAt,
            @Nullable String way,
            @Nullable String state) {

        /** What is being, or was, done about it. */
        String treated() {
            if (way == null || state == null) {
                return "待处理";
            }
            return ResolutionWay.valueOf(way).zh() + (state.equals("PROPOSED") ? "（待复核）" : "");
        }
    }

    static final String NOT_BOOKED = """
            select e.id, e.reference, e.direction, e.currency, e.fen as amount, e.booked_on, e.counterparty, e.because,
                   e.outcome, m.taken_at, r.way, r.state
            from funds.bank_entry e join funds.bank_message m on m.id = e.message
            left join lateral (select r.way, r.state from funds.resolution r
                               where (r.entry = e.id or r.other = e.id and r.way = 'REVERSED') and r.state <> 'REFUSED'
                               order by r.id desc limit 1) r on true
            where e.outcome = 'REFUSED' and e.court = :court and m.taken_at > :since
            order by e.id desc limit :most
            """;

    List<NotBooked> notBooked(CourtCode court, Instant since) {
        return db.sql(NOT_BOOKED)
                .param("court", court)
                .param("since", since)
                .param("most", MOST_SHOWN)
                .query(NotBooked.class)
                .list();
    }
}
