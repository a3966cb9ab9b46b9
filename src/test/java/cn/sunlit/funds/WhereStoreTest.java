package cn.sunlit.funds;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.PostgresTest;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.Money;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** 到账很多的案件：一次列二百笔，逐页往前，每一笔的去向与全部一起算时相同。 */
@ExtendWith(PostgresTest.class)
class WhereStoreTest {

    private static final CaseId CASE = new CaseId(45_711);
    private static final int MANY = 450;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final WhereStore store;

    WhereStoreTest(JdbcClient db, TransactionTemplate transaction) {
        this.db = db;
        this.transaction = transaction;
        this.store = new WhereStore(db);
    }

    @BeforeEach
    void manyReceipts() {
        transaction.executeWithoutResult(t -> {
            db.sql("set local session_replication_role = replica").update();
            db.sql("delete from funds.posting where account in (select id from funds.account where case_id = 45711)")
                    .update();
            db.sql("delete from funds.voucher where case_id = 45711").update();
            db.sql("delete from funds.receipt where case_id = 45711").update();
            db.sql("delete from funds.account where case_id = 45711").update();
            db.sql("""
                    insert into funds.account (court, kind, case_id, case_number, number, balance_fen, opened_at)
                    values ('鄂9998', 'CASE', 45711, '（2026）鄂9998执1号', '99988888888888888', 0, now())""").update();
            db.sql("""
                    with r as (
                        insert into funds.receipt (entry, court, fen, booked_on, interest_until, case_id, identified_on)
                        select 7000000 + n, '鄂9998', 100 + n, '2026-03-02', '2026-03-02', 45711, '2026-03-02' from generate_series(1, :many) n
                        returning id, fen),
                    v as (
                        insert into funds.voucher (court, kind, cause, case_id, text, booked_on, at, by_login, by_name)
                        select '鄂9998', 'RECEIPT', 'receipt:' || id, 45711, '到账', '2026-03-02', now(), 'bank', '银行' from r order by id
                        returning id, cause)
                    insert into funds.posting (voucher, line, account, fen)
                    select v.id, 1, (select id from funds.account where case_id = 45711), -r.fen from v join r on v.cause = 'receipt:' || r.id""").param("many", MANY).update();
        });
    }

    @Test
    void 往前逐页_每笔的去向与合计不变() {
        Money all = Money.sum(java.util.stream.IntStream.rangeClosed(1, MANY)
                .mapToObj(n -> new Money(100 + n))
                .toList());
        Money paid = new Money(30_000);
        FundsStore.Sums sums = new FundsStore.Sums(
                all,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                all.minus(paid),
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                paid);
        WhereStore.Gone nothing = new WhereStore.Gone(Money.ZERO, Money.ZERO, Money.ZERO);
        List<ReceiptView> last = store.receipts(CASE, Long.MAX_VALUE, sums, nothing);
        assertThat(last).hasSize(200);
        assertThat(last.getLast().amount()).isEqualTo(new Money(100 + MANY));
        List<ReceiptView> before = store.receipts(CASE, voucher(last), sums, nothing);
        List<ReceiptView> first = store.receipts(CASE, voucher(before), sums, nothing);
        assertThat(before).hasSize(200);
        assertThat(first).hasSize(50);
        List<ReceiptView> whole = new java.util.ArrayList<>(first);
        whole.addAll(before);
        whole.addAll(last);
        assertThat(Money.sum(whole.stream().map(ReceiptView::amount).toList())).isEqualTo(all);
        assertThat(Money.sum(whole.stream()
                        .flatMap(r -> r.parts().stream())
                        .filter(p -> p.state().equals("FEE_SETTLED"))
                        .map(ReceiptView.Part::amount)
                        .toList()))
                .as("laid on the first ones, whichever page is asked for")
                .isEqualTo(paid);
        assertThat(whole.getFirst().state()).isEqualTo("FEE_SETTLED");
        assertThat(whole.getLast().state()).isEqualTo("CLAIMED");
        assertThat(store.receipts(CASE, Long.MAX_VALUE, sums, new WhereStore.Gone(paid, Money.ZERO, Money.ZERO)))
                .as("what does not add up is seen")
                .allMatch(r -> r.state().equals("MISMATCH"));
    }

    private static long voucher(List<ReceiptView> page) {
        return Long.parseLong(page.getFirst().voucher().substring("PZ-".length()));
    }
}
