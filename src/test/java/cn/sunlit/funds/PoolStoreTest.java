package cn.sunlit.funds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.PostgresTest;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.ledger.AccountKind;
import cn.sunlit.ledger.Books;
import cn.sunlit.ledger.Numbers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 分配方案留存的案款：数据库不让别的凭证动用，也不让方案多分。 */
@ExtendWith(PostgresTest.class)
class PoolStoreTest {

    private static final CourtCode COURT = new CourtCode("鄂1125");
    private static final Instant AT = Instant.parse("2026-03-02T01:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static long cases = 900;

    private final Books books;
    private final FundsStore ledger;
    private final PoolStore pools;

    PoolStoreTest(JdbcClient db) {
        books = new Books(db);
        ledger = new FundsStore(db);
        pools = new PoolStore(db);
    }

    private synchronized Books.Sub newCase(Money received) {
        books.openCourt(COURT, Numbers.make("8110", books.nextSerial()), AT);
        CaseId id = new CaseId(++cases);
        books.openCase(
                COURT,
                id,
                CaseNumber.parse("（2026）鄂1125执%d号".formatted(cases)),
                Numbers.make("8110", books.nextSerial()),
                AT);
        Books.Sub sub = books.sub(id).orElseThrow();
        if (received.isPositive()) {
            long bank = books.account(COURT, AccountKind.BANK, null, null, AT);
            post("RECEIPT", "received:" + id, bank, sub.id(), received);
        }
        return sub;
    }

    private void post(String kind, String cause, long debit, long credit, Money amount) {
        books.post(new Books.Voucher(
                COURT,
                kind,
                cause,
                null,
                "测试",
                null,
                DAY,
                AT,
                "t",
                "测试",
                null,
                List.of(new Books.Posting(debit, amount), new Books.Posting(credit, Money.ZERO.minus(amount)))));
    }

    private static PlanShare share(long plan, String cause, long yuan) {
        return new PlanShare(
                plan, cause, new PlanShare.To.Here(), Money.yuan(yuan), DAY, "测试", "judge", "张法官", "chief", "李局长", 1);
    }

    private Money free(Books.Sub sub) {
        return books.sub(sub.caseId()).orElseThrow().balance();
    }

    @Test
    void 留存的案款别的凭证动用不了_分出去的才放开() {
        Books.Sub host = newCase(Money.yuan(100));
        Books.Sub other = newCase(Money.ZERO);
        pools.hold(1, host, Money.yuan(80), AT, "judge");
        assertThat(free(host)).isEqualTo(Money.yuan(20));
        assertThat(ledger.sums(host.caseId()).balance()).isEqualTo(Money.yuan(20));
        assertThat(ledger.sums(host.caseId()).held()).isEqualTo(Money.yuan(80));
        assertThatThrownBy(() -> post("ALLOCATION", "too much", host.id(), other.id(), Money.yuan(21)))
                .hasMessageContaining("account_keeps_held");
        assertThatThrownBy(() -> pools.hold(2, host, Money.yuan(21), AT, "judge"))
                .as("what one plan holds no other may hold")
                .hasMessageContaining("account_keeps_held");

        pools.give(share(1, "plan:1:1:1", 30), "CASE", other.caseId(), AT);
        post("SHARE", "plan:1:1:1", host.id(), other.id(), Money.yuan(30));
        assertThat(free(host)).isEqualTo(Money.yuan(20));
        assertThat(free(other)).isEqualTo(Money.yuan(30));
        pools.give(share(1, "plan:1:2:1", 40), "HERE", host.caseId(), AT);
        assertThat(free(host)).isEqualTo(Money.yuan(60));
        assertThat(pools.lock(1).orElseThrow().left()).isEqualTo(Money.yuan(10));
        assertThatThrownBy(() -> pools.give(share(1, "plan:1:3:1", 11), "HERE", host.caseId(), AT))
                .hasMessageContaining("超过分配方案所留存的案款");
        assertThatThrownBy(() -> pools.give(share(1, "plan:1:2:1", 1), "HERE", host.caseId(), AT))
                .as("one cause gives once")
                .hasMessageContaining("share_cause_key");

        pools.end(1, AT);
        assertThat(free(host)).isEqualTo(Money.yuan(70));
        assertThatThrownBy(() -> pools.give(share(1, "plan:1:4:1", 1), "HERE", host.caseId(), AT))
                .as("an ended pool gives nothing")
                .hasMessageContaining("超过分配方案所留存的案款");
    }

    @Test
    void 同一个人既拟定又决定的份额_数据库也不收() {
        Books.Sub host = newCase(Money.yuan(10));
        pools.hold(7, host, Money.yuan(10), AT, "judge");
        PlanShare alone = new PlanShare(
                7, "plan:7:1:1", new PlanShare.To.Here(), Money.yuan(1), DAY, "测试", "judge", "张", "judge", "张", 1);
        assertThatThrownBy(() -> pools.give(alone, "HERE", host.caseId(), AT)).hasMessageContaining("share_check");
    }

    @Test
    void 结算不再计入交给方案的收款_分回的份额计入() {
        Books.Sub host = newCase(Money.yuan(100));
        pools.hold(9, host, Money.yuan(80), AT, "judge");
        pools.give(share(9, "plan:9:1:1", 30), "HERE", host.caseId(), AT);
        assertThat(ledger.received(host.caseId()).stream()
                        .map(r -> r.what() + " " + r.amount())
                        .toList())
                .containsExactlyInAnyOrder("POOL 80.00", "SHARE 30.00");
        pools.end(9, AT);
        assertThat(ledger.received(host.caseId()).stream()
                        .map(r -> r.what() + " " + r.amount())
                        .toList())
                .as("what an ended plan did not give is the case's own again")
                .containsExactlyInAnyOrder("POOL 30.00", "SHARE 30.00");
    }
}
