package cn.sunlit.funds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.sunlit.PostgresTest;
import cn.sunlit.bank.PaymentOrder;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(PostgresTest.class)
class BatchStoreTest {

    private static final Instant AT = Instant.parse("2026-03-02T01:00:00Z");
    private static final Instant LEASE = AT.plus(Duration.ofMinutes(2));
    private static final int PAYEES = 25;

    private final BatchStore batches;
    private final PaymentStore payments;
    private final PayeeStore payees;
    private final OverviewStore desk;
    private final TransactionTemplate transaction;

    BatchStoreTest(JdbcClient db, TransactionTemplate transaction) {
        this.transaction = transaction;
        batches = new BatchStore(db);
        payments = new PaymentStore(db);
        payees = new PayeeStore(db);
        desk = new OverviewStore(db);
    }

    @Test
    void 分文件发送_断电后同一文件逐字节相同地再发_只发到银行答复为止() {
        long id = approved(10);
        Optional<BatchStore.Batch> first = claim(AT);
        assertThat(first).map(BatchStore.Batch::payments).contains(10);
        String sent = file(first.orElseThrow());
        assertThat(claim(AT)).map(BatchStore.Batch::part).contains(2);
        assertThat(claim(AT)).map(BatchStore.Batch::payments).contains(5);
        assertThat(claim(AT)).isEmpty();

        // Nobody knows whether the first arrived: the program was killed while it was on its way.
        Optional<BatchStore.Batch> again = claim(LEASE);
        assertThat(again).map(BatchStore.Batch::part).contains(1);
        assertThat(file(again.orElseThrow())).isEqualTo(sent);
        assertThat(sent).contains("<" + prefix(sent) + "NbOfTxs>10<").contains("FK%d-".formatted(id));

        transaction.executeWithoutResult(s -> batches.sent(again.orElseThrow().id()));
        assertThat(claim(LEASE.plusSeconds(1)))
                .map(BatchStore.Batch::part)
                .isPresent()
                .get()
                .isNotEqualTo(1);
        assertThat(payees.counts(id))
                .extracting(PayeeStore.Count::state, PayeeStore.Count::lines)
                .containsExactly(tuple("QUEUED", 15), tuple("SENT", 10));
        transaction.executeWithoutResult(s -> IntStream.of(2, 3)
                .forEach(part -> payments.ofCase(new CaseId(77))
                        .forEach(d -> batches.byMessage("PAYFK%dP%d".formatted(d.id(), part))
                                .ifPresent(b -> batches.sent(b.id())))));
    }

    @Test
    void 银行的答复一次改完_重复的答复不改变_被拒的找得到() {
        long id = approved(100);
        BatchStore.Batch batch = claim(AT).orElseThrow();
        transaction.executeWithoutResult(s -> batches.sent(batch.id()));
        List<String> references = batches.orders(batch.id()).stream()
                .map(BatchStore.Order::endToEnd)
                .toList();
        assertThat(references).hasSize(PAYEES).doesNotHaveDuplicates();
        List<String> most = references.subList(0, PAYEES - 2);
        List<BatchStore.Accepted> accepted = transaction.execute(s -> batches.accept(most));
        assertThat(accepted).hasSize(PAYEES - 2);
        List<BatchStore.Accepted> repeated = transaction.execute(s -> batches.accept(most));
        assertThat(repeated).isEmpty();
        transaction.executeWithoutResult(s -> {
            PaymentStore.Payment p = payments.byEndToEnd(references.getLast()).orElseThrow();
            payments.movePayment(p.id(), States.Payment.REJECTED, "户名不符", null);
        });
        assertThat(payees.failed(id))
                .singleElement()
                .extracting(PaymentStore.Line::payee)
                .isEqualTo("收款人25");
        assertThat(payees.failedOfLists(new CaseId(77))).isPositive();
        transaction.executeWithoutResult(s -> payments.move(id, States.Distribution.PAY_FAILED));
        assertThat(desk.failed(new CourtCode("鄂1125")))
                .as("退回的一笔，不是整份名单")
                .contains(new OverviewStore.Failed(CaseNumber.parse("（2026）鄂1125执77号"), id, 1, Money.yuan(1)));
        assertThat(payees.rows(id, "REJECTED", null, 0, 10)).singleElement().satisfies(r -> {
            assertThat(r.because()).isEqualTo("户名不符");
            assertThat(r.listRow()).isEqualTo(25);
        });
        assertThat(payees.count(id, null, "收款人2")).isEqualTo(7);
        assertThat(payees.count(id, null, "0007")).isEqualTo(1);
        Money back = transaction.execute(s -> batches.rejectAll(batch.id(), "整批退回"));
        assertThat(back).isEqualTo(Money.yuan(PAYEES - 1));
        Money nothing = transaction.execute(s -> batches.rejectAll(batch.id(), "整批退回"));
        assertThat(nothing).isEqualTo(Money.ZERO);
    }

    private long approved(int limit) {
        return transaction.execute(s -> {
            long id = payments.add(
                    new CaseId(77),
                    CaseNumber.parse("（2026）鄂1125执77号"),
                    new CourtCode("鄂1125"),
                    Money.yuan(PAYEES),
                    null,
                    null,
                    "0".repeat(64),
                    null,
                    "a",
                    "拟定人",
                    AT);
            payees.add(
                    id,
                    IntStream.rangeClosed(1, PAYEES)
                            .mapToObj(i -> new PaymentStore.Line(
                                    0,
                                    "CREDITOR",
                                    5L,
                                    "收款人" + i,
                                    "演示银行",
                                    new byte[] {(byte) i},
                                    "6299****%04d".formatted(i),
                                    Money.yuan(1),
                                    Money.ZERO,
                                    Money.ZERO,
                                    Money.yuan(1),
                                    Money.ZERO,
                                    i,
                                    null,
                                    new byte[] {(byte) i},
                                    null))
                            .toList());
            payments.approve(id, "b", "审批人", AT, 1);
            batches.queue(payments.lock(id).orElseThrow(), limit, AT);
            return id;
        });
    }

    private Optional<BatchStore.Batch> claim(Instant now) {
        return transaction.execute(s -> batches.claim(now, now.plus(Duration.ofMinutes(2))));
    }

    private String file(BatchStore.Batch b) {
        return PaymentOrder.write(
                b.messageId(),
                OffsetDateTime.parse("2026-03-02T09:00:00+08:00"),
                LocalDate.of(2026, 3, 2),
                "81100000000000000",
                batches.orders(b.id()).stream()
                        .map(o -> new PaymentOrder.Transfer(o.endToEnd(), o.payee(), o.bank(), "6299", o.amount()))
                        .toList());
    }

    /** The library writes a prefix of its own choice. */
    private static String prefix(String xml) {
        int end = xml.indexOf("NbOfTxs>");
        return xml.substring(xml.lastIndexOf('<', end) + 1, end);
    }
}
