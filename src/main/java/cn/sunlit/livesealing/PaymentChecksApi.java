package cn.sunlit.livesealing;

import cn.sunlit.inquiries.SignedCalls;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.livesealing.PaymentChecks.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Where a bank asks before it pays out of a controlled account, and tells what came of it: no log-in, a signature instead. */
@Tag(name = "活封活扣")
@RestController
class PaymentChecksApi {

    private static final String TIMESTAMP = "X-Sunlit-Timestamp";
    private static final String NONCE = "X-Sunlit-Nonce";
    private static final String SIGNATURE = "X-Sunlit-Signature";
    private static final String KEY = "X-Sunlit-Key";
    private static final int LARGEST = 10_000;

    private final SignedCalls calls;
    private final PaymentChecks checks;

    PaymentChecksApi(SignedCalls calls, PaymentChecks checks) {
        this.calls = calls;
        this.checks = checks;
    }

    /** A question as it comes. */
    @Schema(
            name = "PaymentQuestion",
            example =
                    "{\"requestNo\":\"HF202611230001\",\"account\":\"6222000000001\",\"payee\":\"某饲料公司\",\"payeeAccount\":\"6299990000001\",\"use\":\"FEED\",\"amount\":\"12000.00\",\"balance\":\"150000.00\"}")
    record Asked(
            @Nullable String requestNo,
            @Nullable String account,
            @Nullable String payee,
            @Nullable String payeeAccount,
            @Nullable Use use,
            @Nullable Money amount,
            @Nullable Money balance) {

        Question read() {
            List<Problem.FieldError> wrong = new ArrayList<>();
            String from = PlanDraft.plainAccount(account);
            String to = PlanDraft.plainAccount(payeeAccount);
            if (requestNo == null || !requestNo.matches("[0-9A-Za-z_-]{4,64}")) {
                wrong.add(new Problem.FieldError("requestNo", "请求编号应为4至64位数字、字母、横线"));
            }
            if (from == null) {
                wrong.add(new Problem.FieldError("account", "账号应为6至40位数字、字母或者短横"));
            }
            if (to == null) {
                wrong.add(new Problem.FieldError("payeeAccount", "账号应为6至40位数字、字母或者短横"));
            }
            if (use == null) {
                wrong.add(new Problem.FieldError("use", "请写明用途"));
            }
            if (amount == null || !amount.isPositive()) {
                wrong.add(new Problem.FieldError("amount", "金额应当大于零"));
            }
            if (balance == null || balance.compareTo(Money.ZERO) < 0) {
                wrong.add(new Problem.FieldError("balance", "请写明付款前的余额，不能小于零"));
            }
            String name = "";
            try {
                name = PlainText.required("payee", payee, 100, "请写明收款人户名");
            } catch (Problem.Invalid unfit) {
                wrong.addAll(unfit.errors());
            }
            if (!wrong.isEmpty()) {
                throw new Problem.Invalid(wrong);
            }
            return new Question(
                    Objects.requireNonNull(requestNo),
                    Objects.requireNonNull(from),
                    name,
                    Objects.requireNonNull(to),
                    Objects.requireNonNull(use),
                    Objects.requireNonNull(amount),
                    Objects.requireNonNull(balance));
        }
    }

    /** @param paid whether the bank paid */
    @Schema(name = "PaymentOutcome", example = "{\"paid\":true,\"balance\":\"138000.00\"}")
    record Outcome(@Nullable Boolean paid, @Nullable Money balance) {}

    @Operation(
            summary = "银行付款前核对",
            description = "从被控制的账户付款之前逐笔核对，以共享密钥签名。requestNo 相同的视为同一笔，答复相同；准许的付款占用当月额度，二十四小时内回告。")
    @PostMapping("/api/institutions/{code}/payment-checks")
    Answer ask(
            @PathVariable String code,
            @RequestHeader(name = TIMESTAMP, required = false) @Nullable String timestamp,
            @RequestHeader(name = NONCE, required = false) @Nullable String nonce,
            @RequestHeader(name = SIGNATURE, required = false) @Nullable String signature,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            InputStream content)
            throws IOException {
        byte[] body = content.readNBytes(LARGEST + 1);
        calls.believe(code, "/payment-checks", new SignedCalls.Headers(timestamp, nonce, signature, key), body);
        return checks.ask(code, read(body, Asked.class).read());
    }

    @Operation(summary = "银行回告付款结果", description = "准许后付款的 paid 为 true 并写明余额，没有付款的为 false；重复回告不再改变。")
    @PostMapping("/api/institutions/{code}/payment-checks/{request}/outcome")
    Answer settle(
            @PathVariable String code,
            @PathVariable String request,
            @RequestHeader(name = TIMESTAMP, required = false) @Nullable String timestamp,
            @RequestHeader(name = NONCE, required = false) @Nullable String nonce,
            @RequestHeader(name = SIGNATURE, required = false) @Nullable String signature,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            InputStream content)
            throws IOException {
        byte[] body = content.readNBytes(LARGEST + 1);
        String path = "/payment-checks/" + request + "/outcome";
        calls.believe(code, path, new SignedCalls.Headers(timestamp, nonce, signature, key), body);
        Outcome outcome = read(body, Outcome.class);
        if (outcome.paid() == null) {
            throw new Problem.Invalid("paid", "请写明是否已经付款");
        }
        Money balance = outcome.balance();
        if (balance != null && balance.compareTo(Money.ZERO) < 0) {
            throw new Problem.Invalid("balance", "余额不能小于零");
        }
        return checks.settle(code, request, outcome.paid(), balance);
    }

    private static <T> T read(byte[] body, Class<T> as) {
        if (body.length > LARGEST) {
            throw new Problem.Invalid("body", "一次请求不能超过%d字节".formatted(LARGEST));
        }
        try {
            T read = JsonMapper.shared().readValue(body, as);
            if (read == null) {
                throw new Problem.Invalid("body", "请求内容为空");
            }
            return read;
        } catch (JacksonException wrong) {
            throw new Problem.Invalid("body", "请求内容不是约定的 JSON：用途、金额、日期等应按接入说明填写");
        }
    }
}
