package cn.sunlit.property;

import cn.sunlit.inquiries.AssetKinds;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.property.OverControl.Item;
import cn.sunlit.web.Show;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a case holds, as its meter counts it, and when it was found to hold too much. */
@Repository
class OverControlStore {

    private final JdbcClient jdbc;
    private final AssetKinds kinds;

    OverControlStore(JdbcClient jdbc, AssetKinds kinds) {
        this.jdbc = jdbc;
        this.kinds = kinds;
    }

    static final String ITEMS = """
            select m.id, m.asset_id, m.kind, m.state, m.actual_fen, m.amount_fen, m.indivisible, a.kind as asset_kind, a.title,
                   a.holder_place, a.balance_fen, a.as_of, c.screening, c.because, v.value_fen, v.valued_on, v.source
              from property.measure m
              join property.asset a on a.id = m.asset_id
              left join property.asset_case c on c.asset_id = m.asset_id and c.case_id = m.case_id
              left join lateral (
                   select w.value_fen, w.valued_on, w.source from property.asset_value w
                    where w.asset_id = a.id and w.court = m.court
                    order by w.source in ('AGREED', 'INQUIRED', 'APPRAISED') desc, w.valued_on desc, w.id desc
                    limit 1) v on true
             where m.case_id = :case_id and m.kind in ('FREEZE', 'SEAL', 'SEIZE') and m.state in ('ORDERED', 'EFFECTIVE', 'WAITING')
             order by m.id
             limit 2000
            """;

    /** The holds of a case, on their way and waiting ones among them. */
    List<Item> items(CaseId id) {
        return jdbc.sql(ITEMS).param("case_id", id).query((r, n) -> item(r)).list();
    }

    private Item item(ResultSet r) throws SQLException {
        Money valued = money(r, "value_fen");
        Money balance = money(r, "balance_fen");
        Money value = valued == null ? balance == null ? money(r, "amount_fen") : balance : valued;
        boolean exempt = "NOT_EXECUTABLE".equals(r.getString("screening"));
        return new Item(
                r.getLong("id"),
                r.getLong("asset_id"),
                r.getString("holder_place") + " " + r.getString("title"),
                r.getString("state"),
                kinds.stored(r.getString("asset_kind")).isMoney(),
                money(r, "actual_fen"),
                value,
                source(r, valued, balance),
                exempt ? Show.text(r.getString("because")) : null,
                r.getString("indivisible"));
    }

    private static String source(ResultSet r, @Nullable Money valued, @Nullable Money balance) throws SQLException {
        if (valued != null) {
            return "%s的价值（%s）"
                    .formatted(
                            AssetDossier.Source.valueOf(r.getString("source")).zh(),
                            Show.date(r.getObject("valued_on", LocalDate.class)));
        }
        return balance == null
                ? "裁定载明的价值"
                : "登记机构反馈的价值（%s）"
                        .formatted(Show.dateTime(r.getTimestamp("as_of").toInstant()));
    }

    private static @Nullable Money money(ResultSet r, String column) throws SQLException {
        long fen = r.getLong(column);
        return r.wasNull() ? null : new Money(fen);
    }

    static final String DUE = """
            select case_id from property.meter_due order by case_id limit 20
            """;

    List<Long> due() {
        return jdbc.sql(DUE).query(Long.class).list();
    }

    static final String MARK = """
            insert into property.meter_due (case_id)
            select case_id from property.guard where case_id = any (:cases) group by case_id order by case_id
            on conflict do nothing
            """;

    /** The debts of these cases have changed; those that hold something are read anew. */
    void mark(Collection<CaseId> cases) {
        jdbc.sql(MARK)
                .param("cases", cases.stream().map(CaseId::value).toArray(Long[]::new))
                .update();
    }

    static final String TAKE = """
            delete from property.meter_due where case_id = (
                select case_id from property.meter_due where case_id = :case_id for update skip locked)
            """;

    /** @return false when another process has it */
    boolean take(CaseId id) {
        return jdbc.sql(TAKE).param("case_id", id).update() == 1;
    }

    /** A time in which a case held too much. */
    record Found(long id, LocalDate on, Money ceiling, Money held) {}

    static final String OPEN = """
            select id, found_on, ceiling_fen, held_fen from property.over_control where case_id = :case_id and ended_on is null
            """;

    Optional<Found> open(CaseId id) {
        return jdbc.sql(OPEN)
                .param("case_id", id)
                .query((r, n) -> new Found(
                        r.getLong("id"),
                        r.getObject("found_on", LocalDate.class),
                        new Money(r.getLong("ceiling_fen")),
                        new Money(r.getLong("held_fen"))))
                .optional();
    }

    static final String BEGIN = """
            insert into property.over_control (case_id, court, found_on, ceiling_fen, held_fen, notice_id)
            values (:case_id, :court, :on, :ceiling, :held, :notice)
            """;

    void begin(CaseId id, CourtCode court, LocalDate on, Money ceiling, Money held, long notice) {
        jdbc.sql(BEGIN)
                .param("case_id", id)
                .param("court", court)
                .param("on", on)
                .param("ceiling", ceiling)
                .param("held", held)
                .param("notice", notice)
                .update();
    }

    static final String END = """
            update property.over_control set ended_on = greatest(found_on, :on::date) where id = :id
            """;

    void end(long id, LocalDate on) {
        jdbc.sql(END).param("id", id).param("on", on).update();
    }
}
