package cn.sunlit.property;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.PostgresTest;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.property.GuardianRules.Colour;
import cn.sunlit.property.GuardianRules.Marks;
import cn.sunlit.property.GuardianStore.Mark;
import cn.sunlit.property.GuardianStore.Place;
import cn.sunlit.property.GuardianStore.Row;
import cn.sunlit.property.GuardianStore.Sort;
import cn.sunlit.property.GuardianStore.Sought;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The guardian's queries: 120 holds, one a day from 2 March on, of which every third is at an institution that takes longer. */
@ExtendWith(PostgresTest.class)
class GuardianStoreTest {

    private static final CourtCode COURT = new CourtCode("鄂1125");
    private static final CourtCode OTHER = new CourtCode("鄂1126");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final Map<String, Marks> MARKS = Map.of(
            "", new Marks(TODAY.plusDays(20), TODAY.plusDays(40)),
            "BANK", new Marks(TODAY.plusDays(3), TODAY.plusDays(23)),
            "BANK|EQUITY", new Marks(TODAY.plusDays(60), TODAY.plusDays(70)));

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final GuardianStore store;

    GuardianStoreTest(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.store = new GuardianStore(jdbc);
    }

    @BeforeEach
    void holds() {
        transaction.executeWithoutResult(s -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("truncate property.guard, property.measure, property.asset, cases.file restart identity cascade")
                    .update();
            jdbc.sql("""
                    insert into cases.file (number, court, type, year, stage, officer, filed_on, title_kind, claimed_fen, imported,
                                            recorded_by, recorded_at)
                    select '（2026）' || c || '执' || n || '号', c, 'FIRST_ENFORCEMENT', 2026, 'OPEN', 'officer' || n, '2026-01-05',
                           'JUDGMENT', 0, false, 'x', now()
                    from unnest(array['鄂1125', '鄂1126']) c, generate_series(1, 2) n""").update();
        });
        transaction.executeWithoutResult(s -> {
            for (int n = 0; n < 120; n++) {
                hold(1 + n % 2, n, n % 3 == 0 ? "POST" : "BANK", n % 30 == 1 ? "EQUITY" : "DEPOSIT", "EFFECTIVE");
            }
            hold(3, 500, "BANK", "DEPOSIT", "EFFECTIVE");
        });
    }

    @Test
    void 夜间逐个法院提出续行() {
        var renewals = new RenewalStore(jdbc);
        assertThat(renewals.courts()).containsExactly(COURT, OTHER);
        jdbc.sql("update property.guard set fresh = false").update();
        var place = new Place(COURT, MARKS);
        List<RenewalStore.Candidate> unasked = transaction.execute(s -> renewals.unasked(place, 1_000));
        assertThat(unasked).isNotEmpty().allSatisfy(c -> {
            assertThat(c.court()).isEqualTo(COURT);
            assertThat(c.endsOn())
                    .isBefore(MARKS.getOrDefault(
                                    c.institution() + "|" + c.kind(),
                                    MARKS.getOrDefault(String.valueOf(c.institution()), MARKS.get("")))
                            .calm());
        });
    }

    private long hold(long caseId, int day, String institution, String kind, String state) {
        long asset = jdbc.sql("""
                        insert into property.asset (kind, institution, holder_place, key_index, key_sealed, key_masked, title, nature, as_of)
                        values (:kind, :institution, 'x', decode(md5(random()::text), 'hex'), '', '', '账户', 'SETTLEMENT', now())
                        returning id""")
                .param("kind", kind)
                .param("institution", institution)
                .query(Long.class)
                .single();
        return jdbc.sql("""
                        insert into property.measure (case_id, court, asset_id, kind, state, amount_fen, actual_fen, starts_on, ends_on, rank,
                                                      ruling, ordered_by, ordered_at)
                        values (:case, case when :case > 2 then '鄂1126' else '鄂1125' end, :asset, 'FREEZE', :state, :fen, :fen,
                                '2025-03-02', :ends, case when :state = 'WAITING' then 2 else 1 end, '裁定', 'x', now()) returning id""")
                .param("case", caseId)
                .param("asset", asset)
                .param("state", state)
                .param("fen", 100L + day % 7)
                .param("ends", TODAY.plusDays(day))
                .query(Long.class)
                .single();
    }

    private static Sought sought(@Nullable Colour colour, Sort sort, @Nullable List<String> officers, Place... places) {
        return new Sought(List.of(places), officers, colour, null, null, null, sort);
    }

    private List<Row> everything(Sought sought) {
        List<Row> all = new ArrayList<>();
        List<Row> page = store.page(sought, null, 11, TODAY.minusDays(365));
        while (!page.isEmpty()) {
            all.addAll(page);
            Row last = page.getLast();
            page = store.page(
                    sought, new Mark(last.endsOn(), last.sortedBy().fen(), last.measure()), 11, TODAY.minusDays(365));
        }
        return all;
    }

    @Test
    void 每种颜色一页页翻完_不重不漏_与逐项判断一致() {
        Place place = new Place(COURT, MARKS);
        List<Row> all = everything(sought(null, Sort.TERM, null, place));
        assertThat(all).hasSize(120).isSortedAccordingTo(Comparator.comparing(Row::endsOn));
        for (Colour colour : List.of(Colour.RED, Colour.YELLOW, Colour.CALM)) {
            List<Long> judged = all.stream()
                    .filter(r -> GuardianRules.colour(r.endsOn(), r.lost(), place.of(r.institution(), r.assetKind()))
                            == colour)
                    .map(Row::measure)
                    .toList();
            Sought sought = sought(colour, Sort.TERM, null, place);
            assertThat(everything(sought).stream().map(Row::measure))
                    .as(colour.zh())
                    .isEqualTo(judged);
            assertThat(store.count(sought, colour, TODAY).measures()).isEqualTo(judged.size());
            List<Row> byValue = everything(sought(colour, Sort.VALUE, null, place));
            assertThat(byValue.stream().map(Row::measure)).containsExactlyInAnyOrderElementsOf(judged);
            assertThat(byValue)
                    .isSortedAccordingTo(Comparator.comparing(
                            Row::sortedBy, Comparator.<Money>naturalOrder().reversed()));
        }
    }

    @Test
    void 承办人只见自己的案件_别的法院只在范围内可见() {
        Place place = new Place(COURT, MARKS);
        assertThat(everything(sought(null, Sort.TERM, List.of("officer1"), place)))
                .hasSize(60)
                .allMatch(r -> "officer1".equals(r.officer()));
        assertThat(everything(sought(null, Sort.TERM, List.of("nobody"), place)))
                .isEmpty();
        assertThat(everything(sought(null, Sort.TERM, null, new Place(OTHER, MARKS), place)))
                .hasSize(121);
    }

    @Test
    void 续行改变到期日_解除即离开_期满未续是丢失_决定不续的不算() {
        List<Row> all = everything(sought(null, Sort.TERM, null, new Place(COURT, MARKS)));
        long renewed = all.get(0).measure();
        long released = all.get(1).measure();
        long lost = all.get(2).measure();
        long letGo = all.get(3).measure();
        transaction.executeWithoutResult(s -> {
            jdbc.sql("update property.measure set ends_on = '2027-03-01' where id = ?")
                    .param(renewed)
                    .update();
            jdbc.sql("update property.measure set state = 'RELEASED' where id = ?")
                    .param(released)
                    .update();
            jdbc.sql("update property.guard set let_go = true where measure_id = ?")
                    .param(letGo)
                    .update();
            jdbc.sql("update property.measure set state = 'EXPIRED' where id in (?, ?)")
                    .param(lost)
                    .param(letGo)
                    .update();
        });
        Place place = new Place(COURT, MARKS);
        List<Row> now = everything(sought(null, Sort.TERM, null, place));
        assertThat(now).hasSize(117);
        assertThat(now.getLast().measure()).isEqualTo(renewed);
        assertThat(everything(sought(Colour.LOST, Sort.TERM, null, place)).stream()
                        .map(Row::measure))
                .containsExactly(lost);
        assertThat(store.count(sought(null, Sort.TERM, null, place), Colour.LOST, TODAY)
                        .measures())
                .isEqualTo(1);
    }

    @Test
    void 轮候也在守护之中() {
        long waiting =
                java.util.Objects.requireNonNull(transaction.execute(s -> hold(1, 1, "BANK", "DEPOSIT", "WAITING")));
        assertThat(everything(sought(Colour.RED, Sort.TERM, null, new Place(COURT, MARKS))))
                .anyMatch(r -> r.measure() == waiting && r.rank() == 2);
    }
}
