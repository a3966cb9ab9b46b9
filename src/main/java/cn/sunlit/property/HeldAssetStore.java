package cn.sunlit.property;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of controls as other modules need them. */
@Repository
class HeldAssetStore {

    private final JdbcClient jdbc;

    HeldAssetStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static final String HELD = """
            select m.id as measure, m.asset_id as asset, m.case_id, m.court, a.kind, m.state, m.ends_on, m.actual_fen as actual,
                   m.inherited,
                   exists (select 1 from property.measure r
                            where r.on_measure = m.id and r.kind = 'RELEASE' and r.state = 'ORDERED' and r.amount_fen is null)
                       as release_under_way,
                   a.title, a.holder_place as place, a.institution, c.party_id as party, c.owner_name as owner, a.key_masked as masked
              from property.measure m
              join property.asset a on a.id = m.asset_id
              join property.asset_case c on c.asset_id = m.asset_id and c.case_id = m.case_id
             where m.case_id = :case_id and m.kind in ('FREEZE', 'SEAL', 'SEIZE')
            """;

    static final String ONE = HELD + " and m.id = :measure";

    Optional<HeldAsset> find(CaseId id, long measure) {
        return jdbc.sql(ONE)
                .param("case_id", id)
                .param("measure", measure)
                .query(HeldAsset.class)
                .optional();
    }

    static final String HOLDING = HELD + " and m.state = 'EFFECTIVE' order by m.id";

    List<HeldAsset> holding(CaseId id) {
        return jdbc.sql(HOLDING).param("case_id", id).query(HeldAsset.class).list();
    }

    static final String IN_LINE = HELD + " and m.state in ('EFFECTIVE', 'WAITING', 'DEDUCTED') order by m.id limit 200";

    List<HeldAsset> inLine(CaseId id) {
        return jdbc.sql(IN_LINE).param("case_id", id).query(HeldAsset.class).list();
    }

    static final String LINE = """
            select distinct on (m.case_id) m.case_id, m.rank, coalesce(m.registered_on, m.starts_on) as on, m.ruling
              from property.measure m
             where m.asset_id = :asset and m.court = :court and m.kind in ('FREEZE', 'SEAL', 'SEIZE')
               and m.state in ('EFFECTIVE', 'WAITING', 'DEDUCTED')
             order by m.case_id, m.rank
            """;

    List<SeizurePlace> line(long asset, CourtCode court) {
        return jdbc.sql(LINE).param("asset", asset).param("court", court).query(SeizurePlace.class).list().stream()
                .sorted(Comparator.comparingInt(SeizurePlace::rank))
                .toList();
    }

    static final String SEALED = """
            select key_sealed from property.asset where id = :asset
            """;

    byte[] sealed(long asset) {
        return jdbc.sql(SEALED).param("asset", asset).query(byte[].class).single();
    }

    static final String BY_OTHERS = """
            select coalesce(sum(actual_fen), 0)::bigint from property.measure
             where asset_id = :asset and id <> :measure and kind in ('FREEZE', 'SEAL', 'SEIZE') and state = 'EFFECTIVE'
            """;

    Money heldByOthers(long asset, long measure) {
        return new Money(jdbc.sql(BY_OTHERS)
                .param("asset", asset)
                .param("measure", measure)
                .query(Long.class)
                .single());
    }

    static final String LOCK = """
            select id from property.measure where id = :measure for update
            """;

    void lock(long measure) {
        jdbc.sql(LOCK).param("measure", measure).query(Long.class).optional();
    }

    static final String LEFT = """
            with held as (
                update property.measure set actual_fen = least(actual_fen, :left), excess = excess and :left > amount_fen
                 where id = :measure and state = 'EFFECTIVE' returning asset_id)
            update property.asset a set balance_fen = least(a.balance_fen, :left), available_fen = least(a.available_fen, :left)
              from held where a.id = held.asset_id
            """;

    void left(long measure, Money left) {
        jdbc.sql(LEFT).param("measure", measure).param("left", left).update();
    }
}
