package cn.sunlit.property;

import cn.sunlit.inquiries.FoundAsset.EarlierControl;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.property.AssetDossier.Burden;
import cn.sunlit.property.AssetDossier.BurdenKind;
import cn.sunlit.property.AssetDossier.Holder;
import cn.sunlit.property.AssetDossier.Review;
import cn.sunlit.property.AssetDossier.Source;
import cn.sunlit.property.AssetDossier.Told;
import cn.sunlit.property.AssetDossier.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL about what is known of single assets: values, holders, rights of others, protections, the cases that know them. */
@Repository
class DossierStore {

    private final JdbcClient jdbc;

    DossierStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who entered a fact, when, for which case and court. */
    record Entry(long asset, CaseId caseId, CourtCode court, String by, Instant at) {}

    // --- values

    static final String ADD_VALUE = """
            insert into property.asset_value (asset_id, court, case_id, source, value_fen, valued_on, reference, entered_by, entered_at)
            select cast(:asset as bigint), :court, cast(:case_id as bigint), :source, cast(:value as bigint), cast(:on as date),
                   :reference, :by, cast(:at as timestamptz)
             where :source <> 'REPLY'
                or cast(:value as bigint) is distinct from (select v.value_fen from property.asset_value v
                                             where v.asset_id = :asset and v.court = :court and v.source = 'REPLY'
                                             order by v.id desc limit 1)
            """;

    /** Adds a value; what an institution reports again unchanged is not written twice. */
    void value(Entry e, Source source, Money value, LocalDate on, String reference) {
        entry(ADD_VALUE, e)
                .param("source", source)
                .param("value", value)
                .param("on", on)
                .param("reference", reference)
                .update();
    }

    static final String VALUES = """
            select source, value_fen, valued_on, reference, entered_by
              from property.asset_value
             where asset_id = :asset and court = :court
             order by valued_on desc, id desc
             limit 100
            """;

    /** The newest first. */
    List<Value> values(long asset, CourtCode court) {
        return jdbc.sql(VALUES)
                .param("asset", asset)
                .param("court", court)
                .query((row, n) -> new Value(
                        Source.valueOf(row.getString("source")),
                        new Money(row.getLong("value_fen")),
                        row.getObject("valued_on", LocalDate.class),
                        row.getString("reference"),
                        row.getString("entered_by")))
                .list();
    }

    // --- holders

    static final String ADD_HOLDER = """
            insert into property.asset_holder (asset_id, court, case_id, role, name, share_part, share_whole, source, reference,
                                               entered_by, entered_at)
            values (:asset, :court, :case_id, :role, :name, :part, :whole, :source, :reference, :by, :at)
            on conflict (asset_id, court, role, name) do nothing
            """;

    /** @return false when this person stands there in this role already */
    boolean holder(Entry e, String role, String name, @Nullable Share share, Source source, String reference) {
        return entry(ADD_HOLDER, e)
                        .param("role", role)
                        .param("name", name)
                        .param("part", share == null ? null : share.part())
                        .param("whole", share == null ? null : share.whole())
                        .param("source", source)
                        .param("reference", reference)
                        .update()
                == 1;
    }

    static final String HOLDERS = """
            select id, role, name, share_part, share_whole, source, reference, told_by, told_on, confirmed_by, confirmed_on
              from property.asset_holder
             where asset_id = :asset and court = :court
             order by id
             limit 200
            """;

    List<Holder> holders(long asset, CourtCode court) {
        return jdbc.sql(HOLDERS)
                .param("asset", asset)
                .param("court", court)
                .query((row, n) -> new Holder(
                        row.getLong("id"),
                        row.getString("role"),
                        row.getString("name"),
                        row.getString("share_part") == null
                                ? null
                                : row.getInt("share_part") + "/" + row.getInt("share_whole"),
                        Source.valueOf(row.getString("source")),
                        row.getString("reference"),
                        row.getObject("told_on", LocalDate.class),
                        row.getString("told_by"),
                        row.getObject("confirmed_on", LocalDate.class),
                        row.getString("confirmed_by")))
                .list();
    }

    static final String TELL_HOLDER = """
            update property.asset_holder set told_by = :document, told_on = :on
             where id = :id and asset_id = :asset and court = :court and role = 'CO_OWNER' and told_on is null
            """;

    boolean told(long holder, long asset, CourtCode court, String document, LocalDate on) {
        return settled(TELL_HOLDER, holder, asset, court, document, on);
    }

    static final String CONFIRM_HOLDER = """
            update property.asset_holder set confirmed_by = :document, confirmed_on = :on
             where id = :id and asset_id = :asset and court = :court and role = 'REGISTERED' and confirmed_on is null
            """;

    boolean confirmed(long holder, long asset, CourtCode court, String document, LocalDate on) {
        return settled(CONFIRM_HOLDER, holder, asset, court, document, on);
    }

    // --- rights of others

    static final String ADD_BURDEN = """
            insert into property.asset_burden (asset_id, court, case_id, kind, holder, secured_fen, registered_on, source, reference,
                                               entered_by, entered_at)
            values (:asset, :court, :case_id, :kind, :holder, :secured, :registered, :source, :reference, :by, :at)
            """;

    void burden(
            Entry e,
            BurdenKind kind,
            String holder,
            @Nullable Money secured,
            @Nullable LocalDate registered,
            Source source,
            String reference) {
        entry(ADD_BURDEN, e)
                .param("kind", kind)
                .param("holder", holder)
                .param("secured", secured)
                .param("registered", registered)
                .param("source", source)
                .param("reference", reference)
                .update();
    }

    static final String ADD_REPORTED_BURDEN = """
            insert into property.asset_burden (asset_id, court, case_id, kind, holder, secured_fen, registered_on, source, reference,
                                               entered_by, entered_at)
            select cast(:asset as bigint), :court, cast(:case_id as bigint), :kind, :holder, cast(:secured as bigint),
                   cast(:registered as date), 'REPLY', :reference, :by, cast(:at as timestamptz)
             where not exists (select from property.asset_burden b
                                where b.asset_id = :asset and b.court = :court and b.kind = :kind and b.holder = :holder
                                  and b.secured_fen is not distinct from cast(:secured as bigint) and b.ended_on is null)
            """;

    /** A right as an institution reports it; reported again it is not written twice. */
    void burdenReported(
            Entry e,
            BurdenKind kind,
            String holder,
            @Nullable Money secured,
            @Nullable LocalDate registered,
            String reference) {
        entry(ADD_REPORTED_BURDEN, e)
                .param("kind", kind)
                .param("holder", holder)
                .param("secured", secured)
                .param("registered", registered)
                .param("reference", reference)
                .update();
    }

    static final String BURDENS = """
            select id, kind, holder, secured_fen, registered_on, source, reference, ended_on
              from property.asset_burden
             where asset_id = :asset and court = :court
             order by ended_on nulls first, registered_on nulls last, id
             limit 200
            """;

    /** Those that stand first, in the order of their registration. */
    List<Burden> burdens(long asset, CourtCode court) {
        return jdbc.sql(BURDENS)
                .param("asset", asset)
                .param("court", court)
                .query((row, n) -> new Burden(
                        row.getLong("id"),
                        BurdenKind.valueOf(row.getString("kind")),
                        row.getString("holder"),
                        money(row, "secured_fen"),
                        row.getObject("registered_on", LocalDate.class),
                        Source.valueOf(row.getString("source")),
                        row.getString("reference"),
                        row.getObject("ended_on", LocalDate.class)))
                .list();
    }

    static final String END_BURDEN = """
            update property.asset_burden set ended_by = :document, ended_on = :on
             where id = :id and asset_id = :asset and court = :court and ended_on is null
            """;

    boolean burdenEnds(long burden, long asset, CourtCode court, String document, LocalDate on) {
        return settled(END_BURDEN, burden, asset, court, document, on);
    }

    // --- the cases that know an asset, and what others hold

    static final String CASES_OF_ASSET = """
            select c.case_id, c.court, c.owner_name, c.screening, m.kind, m.state, m.rank,
                   coalesce(m.actual_fen, m.amount_fen) as held_fen, m.ends_on
              from property.asset_case c
              left join lateral (select m.kind, m.state, m.rank, m.actual_fen, m.amount_fen, m.ends_on
                                   from property.measure m
                                  where m.asset_id = c.asset_id and m.case_id = c.case_id
                                    and m.kind in ('FREEZE', 'SEAL', 'SEIZE') and m.state in ('ORDERED', 'EFFECTIVE', 'WAITING')
                                  order by m.id desc
                                  limit 1) m on true
             where c.asset_id = :asset
             order by m.state = 'EFFECTIVE' desc nulls last, m.rank nulls last, c.case_id
             limit 200
            """;

    List<Knowing> cases(long asset) {
        return jdbc.sql(CASES_OF_ASSET)
                .param("asset", asset)
                .query((row, n) -> new Knowing(
                        new CaseId(row.getLong("case_id")),
                        new CourtCode(row.getString("court")),
                        row.getString("owner_name"),
                        row.getString("screening"),
                        row.getString("kind"),
                        row.getString("state"),
                        row.getString("rank") == null ? null : Integer.valueOf(row.getInt("rank")),
                        money(row, "held_fen"),
                        row.getObject("ends_on", LocalDate.class)))
                .list();
    }

    /** A case that knows an asset, with its hold. */
    record Knowing(
            CaseId caseId,
            CourtCode court,
            String owner,
            String screening,
            @Nullable String kind,
            @Nullable String state,
            @Nullable Integer rank,
            @Nullable Money held,
            @Nullable LocalDate endsOn) {}

    static final String ADD_TOLD = """
            insert into property.told_control (asset_id, court, case_id, request, by_court, by_case, amount_fen, until, told_on)
            values (:asset, :court, :case_id, :request, :by_court, :by_case, :amount, :until, :on)
            """;

    void tells(long asset, CourtCode court, CaseId caseId, long request, EarlierControl control, LocalDate on) {
        jdbc.sql(ADD_TOLD)
                .param("asset", asset)
                .param("court", court)
                .param("case_id", caseId)
                .param("request", request)
                .param("by_court", control.court())
                .param("by_case", control.caseNumber())
                .param("amount", control.amount())
                .param("until", control.until())
                .param("on", on)
                .update();
    }

    static final String TOLD = """
            select by_court, by_case, amount_fen, until, told_on
              from property.told_control t
             where asset_id = :asset and court = :court
               and request = (select max(n.request) from property.told_control n where n.asset_id = :asset and n.court = :court)
             order by id
             limit 200
            """;

    /** What the newest answer told. */
    List<Told> toldControls(long asset, CourtCode court) {
        return jdbc.sql(TOLD)
                .param("asset", asset)
                .param("court", court)
                .query((row, n) -> new Told(
                        row.getString("by_court"),
                        row.getString("by_case"),
                        money(row, "amount_fen"),
                        row.getObject("until", LocalDate.class),
                        row.getObject("told_on", LocalDate.class)))
                .list();
    }

    // --- protections

    static final String FINDING = """
            select ground, protected_as, protected_because, reserved_fen, reserved_because
              from property.asset_case where asset_id = :asset and case_id = :case_id
            """;

    /** What the officers of a case found about an asset's protection. */
    record Finding(
            @Nullable String ground,
            @Nullable String protectedAs,
            @Nullable String protectedBecause,
            @Nullable Money reserved,
            @Nullable String reservedBecause) {
        static final Finding NOTHING = new Finding(null, null, null, null, null);
    }

    Finding finding(long asset, CaseId caseId) {
        return jdbc.sql(FINDING)
                .param("asset", asset)
                .param("case_id", caseId)
                .query((row, n) -> new Finding(
                        row.getString("ground"),
                        row.getString("protected_as"),
                        row.getString("protected_because"),
                        money(row, "reserved_fen"),
                        row.getString("reserved_because")))
                .optional()
                .orElse(Finding.NOTHING);
    }

    static final String GROUND = """
            update property.asset_case set ground = :ground where asset_id = :asset and case_id = :case_id
            """;

    void ground(long asset, CaseId caseId, @Nullable String ground) {
        jdbc.sql(GROUND)
                .param("asset", asset)
                .param("case_id", caseId)
                .param("ground", ground)
                .update();
    }

    static final String PROTECT = """
            update property.asset_case set protected_as = :code, protected_because = :because
             where asset_id = :asset and case_id = :case_id
            """;

    void protect(long asset, CaseId caseId, String code, String because) {
        jdbc.sql(PROTECT)
                .param("asset", asset)
                .param("case_id", caseId)
                .param("code", code)
                .param("because", because)
                .update();
    }

    static final String RESERVE = """
            update property.asset_case set reserved_fen = :amount, reserved_because = :because
             where asset_id = :asset and case_id = :case_id
            """;

    void reserve(long asset, CaseId caseId, Money amount, String because) {
        jdbc.sql(RESERVE)
                .param("asset", asset)
                .param("case_id", caseId)
                .param("amount", amount)
                .param("because", because)
                .update();
    }

    static final String ASK_REVIEW = """
            insert into property.protection_review (asset_id, case_id, court, protections, because, asked_by, asked_name, asked_at)
            values (:asset, :case_id, :court, :protections, :because, :login, :by, :at)
            on conflict (asset_id, case_id) where approved is null do nothing
            """;

    /** @return false when one is open already */
    boolean ask(Entry e, String login, String protections, String because) {
        return entry(ASK_REVIEW, e)
                        .param("login", login)
                        .param("protections", protections)
                        .param("because", because)
                        .update()
                == 1;
    }

    static final String DECIDE_REVIEW = """
            update property.protection_review
               set approved = :approved, opinion = :opinion, decided_by = :by, decided_at = :at
             where id = :id and asset_id = :asset and case_id = :case_id and approved is null
            """;

    boolean decide(long review, long asset, CaseId caseId, boolean approved, String opinion, String by, Instant at) {
        return jdbc.sql(DECIDE_REVIEW)
                        .param("id", review)
                        .param("asset", asset)
                        .param("case_id", caseId)
                        .param("approved", approved)
                        .param("opinion", opinion)
                        .param("by", by)
                        .param("at", at)
                        .update()
                == 1;
    }

    static final String ASKER = """
            select asked_by from property.protection_review where id = :id and asset_id = :asset and case_id = :case_id
            """;

    Optional<String> asker(long review, long asset, CaseId caseId) {
        return jdbc.sql(ASKER)
                .param("id", review)
                .param("asset", asset)
                .param("case_id", caseId)
                .query(String.class)
                .optional();
    }

    static final String REVIEWS = """
            select id, protections, because, asked_name, asked_at, approved, opinion, decided_by
              from property.protection_review
             where asset_id = :asset and case_id = :case_id
             order by id desc
             limit 50
            """;

    /** The newest first. */
    List<Review> reviews(long asset, CaseId caseId) {
        return jdbc.sql(REVIEWS)
                .param("asset", asset)
                .param("case_id", caseId)
                .query((row, n) -> new Review(
                        row.getLong("id"),
                        row.getString("protections"),
                        row.getString("because"),
                        row.getString("asked_name"),
                        row.getTimestamp("asked_at").toInstant(),
                        (Boolean) row.getObject("approved"),
                        row.getString("opinion"),
                        row.getString("decided_by")))
                .list();
    }

    private JdbcClient.StatementSpec entry(String sql, Entry e) {
        return jdbc.sql(sql)
                .param("asset", e.asset())
                .param("court", e.court())
                .param("case_id", e.caseId())
                .param("by", e.by())
                .param("at", e.at());
    }

    private boolean settled(String sql, long id, long asset, CourtCode court, String document, LocalDate on) {
        return jdbc.sql(sql)
                        .param("id", id)
                        .param("asset", asset)
                        .param("court", court)
                        .param("document", document)
                        .param("on", on)
                        .update()
                == 1;
    }

    private static @Nullable Money money(ResultSet row, String column) throws SQLException {
        long fen = row.getLong(column);
        return row.wasNull() ? null : new Money(fen);
    }
}
