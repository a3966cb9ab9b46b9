package cn.sunlit.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.PostgresTest;
import cn.sunlit.inquiries.FoundAsset.EarlierControl;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.property.AssetDossier.BurdenKind;
import cn.sunlit.property.AssetDossier.Holder;
import cn.sunlit.property.AssetDossier.Source;
import cn.sunlit.property.AssetDossier.Value;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is known of one asset: appended values, holders and rights of a court, reviews of a case. */
@ExtendWith(PostgresTest.class)
class DossierStoreTest {

    private static final CourtCode XISHUI = new CourtCode("鄂1125");
    private static final CourtCode OTHER = new CourtCode("鄂1181");
    private static final CaseId CASE = new CaseId(1);
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final DossierStore store;
    private long asset;

    DossierStoreTest(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.store = new DossierStore(jdbc);
    }

    @BeforeEach
    void oneAsset() {
        asset = inTransaction(() -> {
            long id = jdbc.sql("""
                    insert into property.asset (kind, holder_place, key_index, key_sealed, key_masked, title, nature, as_of)
                    values ('REAL_ESTATE', '某地', gen_random_uuid()::text::bytea, '\\x00', '****', '住宅一套', 'ORDINARY', now())
                    returning id
                    """).query(Long.class).single();
            jdbc.sql("""
                    insert into property.asset_case (asset_id, case_id, court, owner_name, source, source_ref, found_on, screening)
                    values (:asset, 1, '鄂1125', '乙', 'DECLARED', '财产报告表', '2026-03-02', 'PENDING')
                    """).param("asset", id).update();
            return id;
        });
    }

    @Test
    void 价值只增不改_机构重复反馈同一数额不另记() {
        inTransaction(() -> {
            store.value(entry(XISHUI), Source.REPLY, money("100.00"), DAY, "request:1");
            store.value(entry(XISHUI), Source.REPLY, money("100.00"), DAY.plusDays(1), "request:2");
            store.value(entry(XISHUI), Source.REPLY, money("90.00"), DAY.plusDays(2), "request:3");
            store.value(entry(XISHUI), Source.APPRAISED, money("90.00"), DAY.plusDays(1), "某评12号");
            store.value(entry(OTHER), Source.REPLY, money("90.00"), DAY, "request:4");
            return 0;
        });
        assertThat(store.values(asset, XISHUI))
                .extracting(Value::reference)
                .containsExactly("request:3", "某评12号", "request:1");
        assertThatThrownBy(() -> inTransaction(
                        () -> jdbc.sql("update property.asset_value set value_fen = 1 where asset_id = :asset")
                                .param("asset", asset)
                                .update()))
                .rootCause()
                .hasMessageContaining("a value is never changed");
    }

    @Test
    void 共有人登记一次_通知一次_另一法院看不到() {
        assertThat(holder(XISHUI, "CO_OWNER", "丙", new Share(1, 3))).isTrue();
        assertThat(holder(XISHUI, "CO_OWNER", "丙", null)).isFalse();
        assertThat(holder(XISHUI, "REGISTERED", "丙", null)).isTrue();
        Holder coOwner = store.holders(asset, XISHUI).getFirst();
        assertThat(coOwner.share()).isEqualTo("1/3");
        assertThat(store.holders(asset, OTHER)).isEmpty();
        assertThat(inTransaction(() -> store.told(coOwner.id(), asset, OTHER, "通知书", DAY)))
                .as("另一法院不能登记")
                .isFalse();
        assertThat(inTransaction(() -> store.confirmed(coOwner.id(), asset, XISHUI, "确认书", DAY)))
                .as("共有人不需要确认归属")
                .isFalse();
        assertThat(inTransaction(() -> store.told(coOwner.id(), asset, XISHUI, "通知书", DAY)))
                .isTrue();
        assertThat(inTransaction(() -> store.told(coOwner.id(), asset, XISHUI, "再通知", DAY)))
                .isFalse();
        assertThat(store.holders(asset, XISHUI).getFirst().toldBy()).isEqualTo("通知书");
    }

    @Test
    void 抵押按登记先后_消灭的在后() {
        inTransaction(() -> {
            store.burden(entry(XISHUI), BurdenKind.MORTGAGE, "后抵押", money("2.00"), DAY, Source.REPLY, "他项2");
            store.burden(entry(XISHUI), BurdenKind.LEASE, "承租人", null, null, Source.CLUE, "租约");
            store.burden(
                    entry(XISHUI), BurdenKind.MORTGAGE, "先抵押", money("1.00"), DAY.minusDays(9), Source.REPLY, "他项1");
            return 0;
        });
        assertThat(store.burdens(asset, XISHUI)).extracting(b -> b.holder()).containsExactly("先抵押", "后抵押", "承租人");
        long first = store.burdens(asset, XISHUI).getFirst().id();
        assertThat(inTransaction(() -> store.burdenEnds(first, asset, XISHUI, "注销登记", DAY)))
                .isTrue();
        assertThat(store.burdens(asset, XISHUI).getLast()).satisfies(b -> {
            assertThat(b.holder()).isEqualTo("先抵押");
            assertThat(b.goesFirst()).isFalse();
        });
    }

    @Test
    void 他院控制以最近一次反馈为准() {
        inTransaction(() -> {
            store.tells(asset, XISHUI, CASE, 1, new EarlierControl("甲法院", "（2025）甲执1号", money("5.00"), DAY), DAY);
            store.tells(asset, XISHUI, CASE, 1, new EarlierControl("乙法院", null, null, null), DAY);
            store.tells(asset, XISHUI, CASE, 2, new EarlierControl("乙法院", null, null, null), DAY.plusDays(1));
            return 0;
        });
        assertThat(store.toldControls(asset, XISHUI)).singleElement().satisfies(t -> {
            assertThat(t.court()).isEqualTo("乙法院");
            assertThat(t.toldOn()).isEqualTo(DAY.plusDays(1));
        });
        assertThat(store.toldControls(asset, OTHER)).isEmpty();
    }

    @Test
    void 院级审核同时只有一项_决定只作一次() {
        assertThat(ask()).isTrue();
        assertThat(ask()).isFalse();
        long review = store.reviews(asset, CASE).getFirst().id();
        assertThat(store.asker(review, asset, CASE)).contains("judge");
        assertThat(store.asker(review, asset, new CaseId(2))).isEmpty();
        assertThat(decide(review, true)).isTrue();
        assertThat(decide(review, false)).isFalse();
        assertThat(store.reviews(asset, CASE).getFirst().stateZh()).isEqualTo("同意执行");
        assertThat(ask()).isTrue();
        assertThat(store.reviews(asset, CASE).getFirst().approved()).isNull();
    }

    @Test
    void 各案对一项财产的控制_首封在前() {
        inTransaction(() -> {
            jdbc.sql("""
                    insert into property.asset_case (asset_id, case_id, court, owner_name, source, source_ref, found_on, screening)
                    values (:asset, 2, '鄂1125', '乙', 'CLUE', '笔录', '2026-03-02', 'PENDING')
                    """).param("asset", asset).update();
            jdbc.sql("""
                    insert into property.measure (case_id, court, asset_id, kind, state, rank, starts_on, ends_on, ruling, ordered_by, ordered_at)
                    values (2, '鄂1125', :asset, 'SEAL', 'EFFECTIVE', 1, '2026-03-02', '2029-03-01', '裁定', '某', now())
                    """).param("asset", asset).update();
            return 0;
        });
        assertThat(store.cases(asset))
                .extracting(k -> k.caseId().value() + " " + k.state())
                .containsExactly("2 EFFECTIVE", "1 null");
    }

    private boolean ask() {
        return inTransaction(() -> store.ask(entry(XISHUI), "judge", "信托财产（依据待核定）", "拟扣划"));
    }

    private boolean decide(long review, boolean approved) {
        return inTransaction(
                () -> store.decide(review, asset, CASE, approved, "意见", "院长", Instant.parse("2026-03-03T01:00:00Z")));
    }

    private boolean holder(CourtCode court, String role, String name, Share share) {
        return inTransaction(() -> store.holder(entry(court), role, name, share, Source.REPLY, "登记查询结果"));
    }

    private DossierStore.Entry entry(CourtCode court) {
        return new DossierStore.Entry(asset, CASE, court, "某法官", Instant.parse("2026-03-02T01:00:00Z"));
    }

    private static Money money(String text) {
        return Money.parse(text);
    }

    private <T> T inTransaction(java.util.function.Supplier<T> work) {
        return transaction.execute(t -> work.get());
    }
}
