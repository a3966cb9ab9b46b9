package cn.sunlit.funds;

import cn.sunlit.bank.BankReader;
import cn.sunlit.kernel.CourtCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of bank messages that could not be used. */
@Repository
class BankStrayStore {

    private static final int MOST_SHOWN = 200;

    private final JdbcClient db;

    BankStrayStore(JdbcClient db) {
        this.db = db;
    }

    /**
     * What is kept.
     *
     * @param sealed null where it was too large, or where part of it was taken and its content is kept with the others
     */
    record Draft(
            CourtCode court,
            @Nullable String via,
            @Nullable String name,
            String because,
            long size,
            @Nullable String sha256,
            byte @Nullable [] sealed) {}

    static final String KEEP = """
            insert into funds.bank_stray (court, via, name, because, size, sha256, message, raw_sealed, sealed_sha256,
                                          received_at, last_at)
            values (:court, :via, :name, :because, :size, :sha256,
                    (select m.id from funds.bank_message m where :via::text is null and m.sha256 = :sha256),
                    :sealed, :sealedSha256, :now, :now)
            on conflict (court, via, name, sha256, because) do update
               set copies = funds.bank_stray.copies + 1, last_at = excluded.last_at
             where funds.bank_stray.last_at < :minute
            """;

    /** @param minute what came again since then is not counted again */
    void keep(Draft d, Instant now, Instant minute) {
        db.sql(KEEP)
                .param("court", d.court())
                .param("via", d.via())
                .param("name", d.name())
                .param("because", d.because())
                .param("size", d.size())
                .param("sha256", d.sha256())
                .param("sealed", d.sealed())
                .param("sealedSha256", d.sealed() == null ? null : BankReader.sha256(d.sealed()))
                .param("now", now)
                .param("minute", minute)
                .update();
    }

    static final String SINCE = "select count(*) from funds.bank_stray where court = :court and received_at > :since";

    int since(CourtCode court, Instant since) {
        return db.sql(SINCE)
                .param("court", court)
                .param("since", since)
                .query(Integer.class)
                .single();
    }

    private static final String STRAYS = """
            select id, via, name, because, size, sha256, received_at, last_at, copies, settled_at, settled_by, settlement
            from funds.bank_stray where court = :court
            """;

    static final String LISTED =
            STRAYS + " and (settled_at is not null) = :settled order by received_at desc, id desc limit :most";

    /** The newest, open or settled. */
    List<BankStray> strays(CourtCode court, boolean settled) {
        return db.sql(LISTED)
                .param("court", court)
                .param("settled", settled)
                .param("most", MOST_SHOWN)
                .query(BankStray.class)
                .list();
    }

    static final String ONE = STRAYS + " and id = :id";

    Optional<BankStray> find(CourtCode court, long id) {
        return db.sql(ONE)
                .param("court", court)
                .param("id", id)
                .query(BankStray.class)
                .optional();
    }

    static final String RAW = """
            select coalesce(s.raw_sealed, m.raw) as raw
            from funds.bank_stray s left join funds.bank_message m on m.id = s.message
            where s.court = :court and s.id = :id and coalesce(s.raw_sealed, m.raw) is not null
            """;

    /** What came, sealed; empty where it was too large to be kept. */
    Optional<byte[]> raw(CourtCode court, long id) {
        return db.sql(RAW)
                .param("court", court)
                .param("id", id)
                .query((row, n) -> row.getBytes("raw"))
                .optional();
    }

    static final String SETTLE = """
            update funds.bank_stray set settled_at = :now, settled_by = :by, settlement = :settlement
            where court = :court and id = :id and settled_at is null
            """;

    /** @return false when there is none or it was settled before */
    boolean settle(CourtCode court, long id, String by, String settlement, Instant now) {
        return db.sql(SETTLE)
                        .param("court", court)
                        .param("id", id)
                        .param("by", by)
                        .param("settlement", settlement)
                        .param("now", now)
                        .update()
                == 1;
    }
}
