package cn.sunlit.instalments;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.PostgresTest;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(PostgresTest.class)
class InstalmentPlanTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 4, 1);
    private static final List<InstalmentPlan.Part> PARTS = List.of(
            new InstalmentPlan.Part(1, FIRST, Money.yuan(100)),
            new InstalmentPlan.Part(2, FIRST.plusMonths(1), Money.yuan(50)));

    /** HJ-09 */
    @ParameterizedTest
    @CsvSource({
        "0, 2026-04-01, WAITING, WAITING",
        "0, 2026-04-02, MISSED, WAITING",
        "99.99, 2026-04-01, PART_PAID, WAITING",
        "99.99, 2026-04-02, MISSED, WAITING",
        "100, 2026-04-02, PAID, WAITING",
        "120, 2026-05-01, PAID, PART_PAID",
        "120, 2026-05-02, PAID, MISSED",
        "1000, 2026-05-02, PAID, PAID",
    })
    void 到账依次计入各期_过了最后一日没有付清的为逾期(String received, LocalDate today, InstalmentPlan.State one, InstalmentPlan.State two) {
        List<InstalmentPlan.Instalment> filled = InstalmentPlan.filled(PARTS, Money.parse(received), today);
        assertThat(filled).extracting(InstalmentPlan.Instalment::state).containsExactly(one, two);
        Money paid = filled.get(0).paid().plus(filled.get(1).paid());
        assertThat(paid).isEqualTo(Money.parse(received).min(Money.yuan(150)));
    }

    @Test
    void 逾期的一期只记一次_终止后不再记(JdbcClient db, TransactionTemplate transaction) {
        InstalmentStore store = new InstalmentStore(db);
        CaseId id = new CaseId(4711);
        CourtCode court = new CourtCode("鄂1125");
        long plan = transaction.execute(s -> {
            long made = store.add(
                    id,
                    CaseNumber.parse("（2026）鄂1125执4711号"),
                    court,
                    "执行和解协议",
                    FIRST.minusMonths(1),
                    "x",
                    "某",
                    Instant.parse("2026-03-01T01:00:00Z"));
            store.addParts(made, PARTS);
            return made;
        });
        assertThat(store.parts(plan)).isEqualTo(PARTS);
        assertThat(find(store, transaction, FIRST)).isEmpty();
        assertThat(find(store, transaction, FIRST.plusDays(1)))
                .containsExactly(new InstalmentStore.Missed(plan, 1, id, court, FIRST, Money.yuan(100)));
        assertThat(find(store, transaction, FIRST.plusDays(2))).isEmpty();
        transaction.executeWithoutResult(s -> store.end(plan, FIRST.plusDays(3), "已付清", "某"));
        assertThat(find(store, transaction, FIRST.plusYears(1))).isEmpty();
        assertThat(store.inForce(id)).isEmpty();
    }

    private static List<InstalmentStore.Missed> find(
            InstalmentStore store, TransactionTemplate transaction, LocalDate today) {
        return transaction.execute(s ->
                store.missed(today).stream().filter(m -> store.put(m, today)).toList());
    }
}
