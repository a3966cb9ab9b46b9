package cn.sunlit.funds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.sunlit.PostgresTest;
import cn.sunlit.funds.States.Receipt;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(PostgresTest.class)
@DisplayName("对外支付")
class OutlayStoreTest {

    private static final Instant AT = Instant.parse("2026-03-05T01:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 5);
    private static int courts = 9000;

    private final JdbcClient db;
    private final Books books;
    private final FundsStore funds;
    private final OutlayStore store;
    private final ReturnStore outbox;
    private final HoldStore holds;
    private final CourtCode court = new CourtCode("鄂" + ++courts);
    private final CaseId id = new CaseId(courts);
    private final CaseNumber number = CaseNumber.parse("（2026）%s执1号".formatted(court));
    private final long bank;
    private final long sub;

    OutlayStoreTest(JdbcClient db) {
        this.db = db;
        books = new Books(db);
        funds = new FundsStore(db);
        store = new OutlayStore(db);
        outbox = new ReturnStore(db);
        holds = new HoldStore(db);
        books.openCourt(court, Numbers.make("8110", books.nextSerial()), AT);
        books.openCase(court, id, number, Numbers.make("8110", books.nextSerial()), AT);
        sub = books.sub(id).orElseThrow().id();
        bank = books.account(court, AccountKind.BANK, null, null, AT);
        post("RECEIPT", "in", bank, sub, 50_000);
    }

    private long post(String kind, String cause, long debit, long credit, long yuan) {
        return books.post(new Books.Voucher(
                court,
                kind,
                court + cause,
                id,
                "记账",
                null,
                DAY,
                AT,
                "x",
                "某人",
                null,
                List.of(
                        new Books.Posting(debit, Money.yuan(yuan)),
                        new Books.Posting(credit, Money.ZERO.minus(Money.yuan(yuan))))));
    }

    private long outlay(String kind, @Nullable CostKind cost, @Nullable Long hold, long yuan) {
        return outlay(kind, cost, hold, yuan, AT);
    }

    private long outlay(String kind, @Nullable CostKind cost, @Nullable Long hold, long yuan, Instant at) {
        return store.add(
                new OutlayStore.New(
                        kind,
                        id,
                        number,
                        court,
                        hold,
                        new OutlayDraft.Read(cost, Money.yuan(yuan), "某公司", "某银行", "6222", "发票1号", "评估"),
                        new byte[] {1},
                        "6***2"),
                "judge",
                "法官甲",
                at);
    }

    @Test
    @DisplayName("等了几天按北京时间的日子数：凌晨提请的，当日为零天")
    void waitsByTheCourtsDay() {
        outlay("COST", CostKind.APPRAISAL, null, 10, Instant.parse("2026-03-04T17:06:00Z"));
        assertThat(new OverviewStore(db).waiting(court, DAY))
                .extracting(OverviewStore.Waiting::what, OverviewStore.Waiting::oldest)
                .contains(tuple("OUTLAY", DAY));
    }

    @Test
    @DisplayName("审批之后、付出之前，出纳看得见这笔款在途")
    void isSeenOnItsWay() {
        long id = outlay("COST", CostKind.CUSTODY, null, 450);
        outbox.decide(id, States.Return.QUEUED, "leader", "团队长甲", AT);
        assertThat(new PaymentStore(db).underWay(court))
                .extracting(
                        PaymentStore.UnderWay::caseNumber, PaymentStore.UnderWay::payee, PaymentStore.UnderWay::amount)
                .containsExactly(tuple(number.text(), "某公司", Money.yuan(450)));
        assertThat(new OverviewStore(db).waiting(court, DAY))
                .extracting(OverviewStore.Waiting::what, OverviewStore.Waiting::count)
                .contains(tuple("TRANSIT", 1));
    }

    @Test
    @DisplayName("费用从到位款中先扣；银行没有付出的留在费用账户，下次先用")
    void costsAreTakenOutOfWhatCame() {
        long first = outlay("COST", CostKind.APPRAISAL, null, 3_000);
        long costs = books.account(court, AccountKind.COSTS, id, null, AT);
        post("COST", "cost", sub, costs, 3_000);
        outbox.decide(first, States.Return.QUEUED, "leader", "团队长甲", AT);
        assertThat(store.idle(id)).isEqualTo(Money.ZERO);
        assertThat(funds.received(id))
                .anySatisfy(r -> assertThat(r.what() + r.amount()).isEqualTo("POOL3000.00"));
        outbox.move(first, States.Return.REJECTED, "账号不符", null);
        assertThat(store.idle(id)).isEqualTo(Money.yuan(3_000));
        long second = outlay("COST", CostKind.APPRAISAL, null, 3_000);
        outbox.decide(second, States.Return.QUEUED, "leader", "团队长甲", AT);
        post("PAYMENT", "paid", costs, bank, 3_000);
        outbox.move(second, States.Return.PAID, null, DAY);
        assertThat(store.idle(id)).isEqualTo(Money.ZERO);
        WhereStore where = new WhereStore(db);
        assertThat(where.gone(id)).isEqualTo(new WhereStore.Gone(Money.yuan(3_000), Money.ZERO, Money.ZERO));
        assertThat(where.whole(id, funds.sums(id), where.gone(id)))
                .containsEntry(Receipt.COSTS, Money.yuan(3_000))
                .containsEntry(Receipt.CLAIMED, Money.yuan(47_000));
    }

    @Test
    @DisplayName("移交中的冻结款不能再解除；提请人不能审批")
    void whatIsHandedOverIsNotReleased() {
        long hold = holds.add(
                id,
                number,
                court,
                new HoldStore.Draft(
                        HoldKind.FROZEN, Money.yuan(20_000), HoldGround.OTHER_COURT, "冻结", "某法院", "某文书", null),
                "judge",
                "法官甲",
                AT,
                DAY);
        long frozen = books.account(court, AccountKind.FROZEN, id, null, AT);
        holds.booked(hold, post("HOLD", "hold", sub, frozen, 20_000), null, "leader", "团队长甲", AT, DAY);
        long handover = outlay("HANDOVER", null, hold, 15_000);
        assertThat(holds.lock(hold).orElseThrow().left()).isEqualTo(Money.yuan(5_000));
        assertThatThrownBy(() -> holds.addRelease(hold, Money.yuan(5_001), "解除", DAY, "某文书", "judge", "法官甲", AT))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("超过所留存的金额");
        assertThatThrownBy(() -> outbox.decide(handover, States.Return.QUEUED, "judge", "法官甲", AT))
                .isInstanceOf(DataAccessException.class);
        outbox.decide(handover, States.Return.REFUSED, "leader", "团队长甲", AT);
        assertThat(holds.lock(hold).orElseThrow().left()).isEqualTo(Money.yuan(20_000));
    }
}
