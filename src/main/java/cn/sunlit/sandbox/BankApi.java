package cn.sunlit.sandbox;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The simulated bank's counter: pay in, look at its ledger, set its faults. */
@Tag(name = "沙箱")
@RestController
@Profile("sandbox")
class BankApi {

    private final SandboxBank bank;
    private final BankStore store;

    BankApi(SandboxBank bank, BankStore store) {
        this.bank = bank;
        this.store = store;
    }

    /**
     * @param account the number that the payer writes
     * @param key pays once for the same key; without it every call pays
     */
    @Schema(
            example =
                    "{\"account\":\"81100000000000000\",\"amount\":\"3000.00\",\"payer\":\"乙某公司\",\"remark\":\"还款\",\"key\":\"1\"}")
    record Credit(
            @Nullable String account,
            @Nullable Money amount,
            @Nullable String payer,
            @Nullable String remark,
            @Nullable String key) {}

    @Operation(summary = "向专户汇款", description = "模拟付款人在银行柜台汇款；同一 key 只汇一次。")
    @PostMapping("/sandbox/bank/credits")
    @ResponseStatus(HttpStatus.CREATED)
    Paid credit(@RequestBody Credit c) {
        if (c.amount() == null || !c.amount().isPositive()) {
            throw new Problem.Invalid("amount", "请填写大于零的金额");
        }
        String reference = bank.credit(
                c.account() == null ? "" : c.account().strip(),
                c.amount(),
                c.payer() == null ? "未载明" : c.payer(),
                c.remark() == null ? "" : c.remark(),
                c.key() == null ? UUID.randomUUID().toString() : c.key());
        return new Paid(reference);
    }

    /** @param reference by which the bank knows the payment */
    record Paid(String reference) {}

    /** The bank's own truth, for comparison from outside. */
    record Ledger(Money balance, List<BankStore.Movement> movements, List<BankStore.BankOrder> orders) {}

    @Operation(summary = "银行自己的账", description = "供核对。")
    @GetMapping("/sandbox/bank/ledger")
    Ledger ledger() {
        List<BankStore.Movement> movements = store.movements();
        Money balance = Money.ZERO;
        for (BankStore.Movement m : movements) {
            balance = m.direction().equals("CREDIT") ? balance.plus(m.amount()) : balance.minus(m.amount());
        }
        return new Ledger(balance, movements, store.orders());
    }

    @Operation(summary = "银行的故障设置", description = "现在的设置。")
    @GetMapping("/sandbox/bank/faults")
    BankStore.Faults faults() {
        return store.faults();
    }

    /** Left out means as good as a bank can be. */
    @Schema(example = "{\"copies\":3,\"delaySeconds\":60,\"reorder\":true}")
    record FaultsRequest(
            @Nullable Integer copies,
            @Nullable Long delaySeconds,
            @Nullable Boolean reorder,
            @Nullable Boolean dropFirst,
            @Nullable Integer rejectNext,
            @Nullable Integer returnNext) {}

    @Operation(summary = "设置银行故障", description = "报文重复、延迟、乱序、丢失，付款被拒、退回；不填的恢复正常。")
    @PostMapping("/sandbox/bank/faults")
    BankStore.Faults faults(@RequestBody FaultsRequest f) {
        int copies = f.copies() == null ? 1 : f.copies();
        long delay = f.delaySeconds() == null ? 0 : f.delaySeconds();
        if (copies < 1 || copies > 10 || delay < 0 || delay > 31_536_000) {
            throw new Problem.Invalid("copies", "重复次数应为1至10，延迟应为0至31536000秒");
        }
        store.faults(new BankStore.Faults(
                copies,
                delay,
                Boolean.TRUE.equals(f.reorder()),
                Boolean.TRUE.equals(f.dropFirst()),
                f.rejectNext() == null ? 0 : Math.max(0, f.rejectNext()),
                f.returnNext() == null ? 0 : Math.max(0, f.returnNext())));
        return store.faults();
    }
}
