package cn.sunlit.sandbox;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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

    /**
     * The bank's own truth, for comparison from outside.
     *
     * @param balance of all accounts together, as the bank adds it up
     */
    record Ledger(
            Money balance,
            List<BankStore.AccountTotal> accounts,
            List<BankStore.Movement> movements,
            List<BankStore.BankOrder> orders) {}

    @Operation(summary = "银行自己的账", description = "各账户的收付合计和余额、每一笔收付、每一份付款指令，由银行自己记、自己算，供核对。")
    @GetMapping("/sandbox/bank/ledger")
    Ledger ledger() {
        List<BankStore.AccountTotal> accounts = store.totals();
        Money balance =
                Money.sum(accounts.stream().map(BankStore.AccountTotal::balance).toList());
        return new Ledger(balance, accounts, store.movements(), store.orders());
    }

    @Operation(summary = "银行的故障设置", description = "现在的设置。")
    @GetMapping("/sandbox/bank/faults")
    BankFaults faults() {
        return store.faults();
    }

    /** Left out means as good as a bank can be. */
    @Schema(
            example =
                    "{\"copies\":3,\"reorder\":true,\"seed\":7,\"lateDays\":2,\"omitRate\":0.1,\"returnRate\":0.05,\"versions\":true,\"cutOff\":\"16:30\"}")
    record FaultsRequest(
            @Nullable Integer copies,
            @Nullable Long delaySeconds,
            @Nullable Boolean reorder,
            @Nullable Boolean dropFirst,
            @Nullable Integer rejectNext,
            @Nullable Integer returnNext,
            @Nullable Long seed,
            @Nullable Integer lateDays,
            @Nullable Double omitRate,
            @Nullable Double rejectRate,
            @Nullable Double returnRate,
            @Nullable Boolean versions,
            @Nullable String cutOff) {

        BankFaults checked() {
            List<Problem.FieldError> wrong = new ArrayList<>();
            bounds(wrong, "copies", copies, 1, 10, "重复次数应为1至10");
            bounds(wrong, "delaySeconds", delaySeconds, 0, 31_536_000, "延迟应为0至31536000秒");
            bounds(wrong, "lateDays", lateDays, 0, 60, "迟到应为0至60天");
            for (Map.Entry<String, Double> rate : Map.of(
                            "omitRate", or(omitRate), "rejectRate", or(rejectRate), "returnRate", or(returnRate))
                    .entrySet()) {
                if (!(rate.getValue() >= 0 && rate.getValue() <= 1)) {
                    wrong.add(new Problem.FieldError(rate.getKey(), "比率应为0至1"));
                }
            }
            LocalTime until = BankFaults.CUT_OFF;
            try {
                until = cutOff == null || cutOff.isBlank() ? until : LocalTime.parse(cutOff.strip());
            } catch (DateTimeParseException notATime) {
                wrong.add(new Problem.FieldError("cutOff", "截止时间应如 16:30"));
            }
            if (!wrong.isEmpty()) {
                throw new Problem.Invalid(wrong);
            }
            return new BankFaults(
                    copies == null ? 1 : copies,
                    delaySeconds == null ? 0 : delaySeconds,
                    Boolean.TRUE.equals(reorder),
                    Boolean.TRUE.equals(dropFirst),
                    rejectNext == null ? 0 : Math.max(0, rejectNext),
                    returnNext == null ? 0 : Math.max(0, returnNext),
                    seed,
                    lateDays == null ? 0 : lateDays,
                    or(omitRate),
                    or(rejectRate),
                    or(returnRate),
                    Boolean.TRUE.equals(versions),
                    until);
        }

        private static double or(@Nullable Double rate) {
            return rate == null ? 0 : rate;
        }

        private static void bounds(
                List<Problem.FieldError> wrong,
                String field,
                @Nullable Number value,
                long least,
                long most,
                String rule) {
            if (value != null && (value.longValue() < least || value.longValue() > most)) {
                wrong.add(new Problem.FieldError(field, rule));
            }
        }
    }

    @Operation(summary = "设置银行故障", description = "报文重复、延迟、迟到若干天、乱序、丢失、从不发出（只见于对账单），付款被拒、退回，截止时间；不填的恢复正常。写明 seed 的可以重演。")
    @PostMapping(path = "/sandbox/bank/faults", consumes = MediaType.APPLICATION_JSON_VALUE)
    BankFaults faults(@RequestBody FaultsRequest f) {
        store.faults(f.checked());
        return store.faults();
    }
}
