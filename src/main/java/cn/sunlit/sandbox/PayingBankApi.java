package cn.sunlit.sandbox;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.livesealing.Use;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
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

/** The paying bank's counter for programs. */
@Tag(name = "沙箱")
@RestController
@Profile("sandbox")
class PayingBankApi {

    private final PayingBank bank;
    private final PayingBankStore store;

    PayingBankApi(PayingBank bank, PayingBankStore store) {
        this.bank = bank;
        this.store = store;
    }

    /** @param key pays once for the same key; without it every call is another payment */
    @Schema(
            example =
                    "{\"institution\":\"ICBC\",\"account\":\"6222000000001\",\"payee\":\"某饲料公司\",\"payeeAccount\":\"6299990000001\",\"use\":\"FEED\",\"amount\":\"12000.00\",\"key\":\"HF0001\"}")
    record PayingOrder(
            @Nullable String institution,
            @Nullable String account,
            @Nullable String payee,
            @Nullable String payeeAccount,
            @Nullable Use use,
            @Nullable Money amount,
            @Nullable String key) {

        PayingBank.Ordered read() {
            List<Problem.FieldError> wrong = new ArrayList<>();
            String at = needed(wrong, "institution", institution, "请填写银行代码，例如 ICBC");
            String from = needed(wrong, "account", account, "请填写付款账号");
            String to = needed(wrong, "payee", payee, "请填写收款人");
            String toAccount = needed(wrong, "payeeAccount", payeeAccount, "请填写收款账号");
            Money sum = amount;
            if (sum == null || !sum.isPositive()) {
                wrong.add(new Problem.FieldError("amount", "请填写大于零的金额"));
            }
            Use what = use;
            if (what == null) {
                wrong.add(new Problem.FieldError("use", "请选择用途"));
            }
            if (!wrong.isEmpty() || sum == null || what == null) {
                throw new Problem.Invalid(wrong);
            }
            return new PayingBank.Ordered(at, from, to, toAccount, what, sum);
        }

        String keyOrNew() {
            return key == null || key.isBlank() ? UUID.randomUUID().toString() : key.strip();
        }

        private static String needed(
                List<Problem.FieldError> wrong, String field, @Nullable String value, String missing) {
            if (value == null || value.isBlank()) {
                wrong.add(new Problem.FieldError(field, missing));
                return "";
            }
            return value.strip();
        }
    }

    @Operation(summary = "被执行人在付款银行付款", description = "动用冻结款的，银行先问法院；同一 key 只付一次。")
    @PostMapping(path = "/sandbox/paying-bank/orders", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    PayingBankStore.Order order(@RequestBody PayingOrder order) {
        return bank.pay(order.read(), order.keyOrNew());
    }

    @Operation(summary = "付款银行自己的记录", description = "最近二百笔。")
    @GetMapping("/sandbox/paying-bank/orders")
    List<PayingBankStore.Order> orders() {
        return store.newest();
    }

    @Operation(summary = "付款银行的毛病", description = "letThrough 未获准许也付款，silent 付款后不回告。")
    @PostMapping(path = "/sandbox/paying-bank/faults", consumes = MediaType.APPLICATION_JSON_VALUE)
    PayingBank.Faults faults(@RequestBody PayingBank.Faults faults) {
        store.faults(faults);
        return faults;
    }
}
