package cn.sunlit.property;

import cn.sunlit.inquiries.AssetKind;
import cn.sunlit.inquiries.AssetKinds;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.parties.PartyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL about assets. */
@Repository
class AssetStore {

    /** The key under which account and registration numbers are sealed. */
    static final String KEY = "property.key";

    private final JdbcClient jdbc;
    private final AssetKinds kinds;

    AssetStore(JdbcClient jdbc, AssetKinds kinds) {
        this.jdbc = jdbc;
        this.kinds = kinds;
    }

    static final String KNOW_ASSET = """
            insert into property.asset (kind, institution, holder_place, key_index, key_sealed, key_masked, title, nature,
                                        balance_fen, available_fen, as_of)
            values (:kind, :institution, :place, :key_index, :key_sealed, :key_masked, :title, :nature, :balance, :available, :as_of)
            on conflict (kind, holder_place, key_index) do update
               set title = case when excluded.institution is null then property.asset.title else excluded.title end,
                   nature = case when excluded.nature = 'UNKNOWN' then property.asset.nature else excluded.nature end,
                   institution = coalesce(excluded.institution, property.asset.institution),
                   balance_fen = coalesce(excluded.balance_fen, property.asset.balance_fen),
                   available_fen = coalesce(excluded.available_fen, property.asset.available_fen),
                   as_of = greatest(excluded.as_of, property.asset.as_of)
            returning id
            """;

    /** The asset of this kind, place and key, made known or brought up to date. */
    long know(Known a) {
        return jdbc.sql(KNOW_ASSET)
                .param("kind", a.kind().code())
                .param("institution", a.institution())
                .param("place", a.place())
                .param("key_index", a.keyIndex())
                .param("key_sealed", a.keySealed())
                .param("key_masked", a.keyMasked())
                .param("title", a.title())
                .param("nature", a.nature())
                .param("balance", a.balance())
                .param("available", a.available())
                .param("as_of", a.asOf())
                .query(Long.class)
                .single();
    }

    /** @param institution the code, null when the register does not know the place */
    record Known(
            AssetKind kind,
            @Nullable String institution,
            String place,
            byte[] keyIndex,
            byte[] keySealed,
            String keyMasked,
            String title,
            String nature,
            @Nullable Money balance,
            @Nullable Money available,
            Instant asOf) {}

    static final String LINK_CASE = """
            insert into property.asset_case (asset_id, case_id, court, party_id, owner_name, source, source_ref, found_on, earlier,
                                             screening, because, screened_by, screened_on)
            values (:asset, :case_id, :court, :party, :owner, :source, :ref, :on, :earlier,
                    :screening, :because, :by, :screened_on)
            on conflict (asset_id, case_id) do update
               set earlier = coalesce(excluded.earlier, property.asset_case.earlier)
            returning xmax = 0
            """;

    /** @return whether the case did not know the asset before */
    boolean link(long asset, CaseId caseId, CourtCode court, Link link) {
        return jdbc.sql(LINK_CASE)
                .param("asset", asset)
                .param("case_id", caseId)
                .param("court", court)
                .param("party", link.party() == null ? null : link.party().value())
                .param("owner", link.owner())
                .param("source", link.source())
                .param("ref", link.reference())
                .param("on", link.on())
                .param("earlier", link.earlier())
                .param("screening", link.verdict().screening())
                .param("because", link.verdict().because())
                .param("by", link.verdict().screening().equals("PENDING") ? null : link.screenedBy())
                .param("screened_on", link.verdict().screening().equals("PENDING") ? null : link.on())
                .query(Boolean.class)
                .single();
    }

    /** How an asset came to a case. */
    record Link(
            @Nullable PartyId party,
            String owner,
            String source,
            String reference,
            LocalDate on,
            @Nullable String earlier,
            Screening.Verdict verdict,
            String screenedBy) {}

    static final String SCREEN = """
            update property.asset_case
               set screening = :screening, because = :because, screened_by = :by, screened_on = :on
             where asset_id = :asset and case_id = :case_id
            """;

    boolean screen(long asset, CaseId caseId, Screening.Verdict verdict, String by, LocalDate on) {
        return jdbc.sql(SCREEN)
                        .param("asset", asset)
                        .param("case_id", caseId)
                        .param("screening", verdict.screening())
                        .param("because", verdict.because())
                        .param("by", by)
                        .param("on", on)
                        .update()
                == 1;
    }

    static final String ASSETS_OF_CASE = """
            select a.id, a.kind, a.title, a.holder_place, a.key_masked, a.nature, a.balance_fen, a.available_fen, a.as_of,
                   (select v.value_fen from property.asset_value v
                     where v.asset_id = a.id and v.court = c.court and v.source in ('AGREED', 'INQUIRED', 'APPRAISED')
                     order by v.valued_on desc, v.id desc limit 1) as valued_fen,
                   c.owner_name, c.source, c.found_on, c.earlier, c.screening, c.because
              from property.asset_case c
              join property.asset a on a.id = c.asset_id
             where c.case_id = :case_id
             order by c.found_on, a.id
             limit 1000
            """;

    List<AssetView> assets(CaseId id, List<MeasureView> measures) {
        return jdbc.sql(ASSETS_OF_CASE)
                .param("case_id", id)
                .query((row, n) -> {
                    long asset = row.getLong("id");
                    return new AssetView(
                            asset,
                            kinds.stored(row.getString("kind")),
                            row.getString("title"),
                            row.getString("holder_place"),
                            row.getString("key_masked"),
                            row.getString("owner_name"),
                            row.getString("nature"),
                            value(row),
                            money(row, "available_fen"),
                            row.getTimestamp("as_of").toInstant(),
                            row.getString("source"),
                            row.getObject("found_on", LocalDate.class),
                            row.getString("earlier"),
                            row.getString("screening"),
                            row.getString("because"),
                            measures.stream().filter(m -> m.assetId() == asset).toList());
                })
                .list();
    }

    static final String ASSET_IN_CASE = """
            select a.id, a.kind, a.institution, a.holder_place, a.key_sealed, a.title, a.nature, a.balance_fen,
                   (select v.value_fen from property.asset_value v
                     where v.asset_id = a.id and v.court = c.court and v.source in ('AGREED', 'INQUIRED', 'APPRAISED')
                     order by v.valued_on desc, v.id desc limit 1) as valued_fen,
                   a.available_fen, c.owner_name, c.screening
              from property.asset_case c
              join property.asset a on a.id = c.asset_id
             where c.case_id = :case_id and a.id = :asset
            """;

    Optional<Held> asset(CaseId id, long asset) {
        return jdbc.sql(ASSET_IN_CASE)
                .param("case_id", id)
                .param("asset", asset)
                .query((row, n) -> new Held(
                        row.getLong("id"),
                        kinds.stored(row.getString("kind")),
                        row.getString("institution"),
                        row.getString("holder_place"),
                        row.getBytes("key_sealed"),
                        row.getString("title"),
                        row.getString("nature"),
                        value(row),
                        money(row, "available_fen"),
                        row.getString("owner_name"),
                        row.getString("screening")))
                .optional();
    }

    /**
     * The asset an act on a case names.
     *
     * @throws Problem.Invalid when it names none
     * @throws Problem.NotFound when the case has no such asset
     */
    Held inCase(CaseId id, @Nullable Long asset) {
        if (asset == null) {
            throw new Problem.Invalid("assetId", "请指明财产");
        }
        return asset(id, asset).orElseThrow(() -> new Problem.NotFound("本案没有这项财产"));
    }

    /** An asset as an order needs it. */
    record Held(
            long id,
            AssetKind kind,
            @Nullable String institution,
            String place,
            byte[] keySealed,
            String title,
            String nature,
            @Nullable Money balance,
            @Nullable Money available,
            String owner,
            String screening) {}

    /** What a thing is worth as parties, inquiry or appraisal have it; money counts as its institution reports it. */
    private @Nullable Money value(ResultSet row) throws SQLException {
        Money valued = kinds.stored(row.getString("kind")).isAppraised() ? money(row, "valued_fen") : null;
        return valued == null ? money(row, "balance_fen") : valued;
    }

    static final String PENDING = """
            select count(*) from property.asset_case where case_id = :case_id and screening = 'PENDING'
            """;

    int pending(CaseId id) {
        return jdbc.sql(PENDING).param("case_id", id).query(Integer.class).single();
    }

    static final String LESS_IN_ASSET = """
            update property.asset
               set balance_fen = greatest(balance_fen - :amount, 0), available_fen = least(available_fen, greatest(balance_fen - :amount, 0))
             where id = :id
            """;

    void lessIn(long asset, Money amount) {
        jdbc.sql(LESS_IN_ASSET).param("id", asset).param("amount", amount).update();
    }

    private static @Nullable Money money(ResultSet row, String column) throws SQLException {
        long fen = row.getLong(column);
        return row.wasNull() ? null : new Money(fen);
    }
}
