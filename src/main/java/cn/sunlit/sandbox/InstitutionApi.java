package cn.sunlit.sandbox;

import cn.sunlit.inquiries.AssetKind;
import cn.sunlit.inquiries.AssetKinds;
import cn.sunlit.inquiries.Institutions;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The levers of the simulated institutions: their faults and what debtors hold with them. */
@Tag(name = "沙箱")
@RestController
@Profile("sandbox")
class InstitutionApi {

    private final InstitutionStore store;
    private final Institutions institutions;
    private final AssetKinds kinds;

    InstitutionApi(InstitutionStore store, Institutions institutions, AssetKinds kinds) {
        this.store = store;
        this.institutions = institutions;
        this.kinds = kinds;
    }

    @Operation(summary = "模拟协助单位", description = "各单位及其故障设置。")
    @GetMapping("/sandbox/institutions")
    List<Levers> all() {
        return institutions.all().stream()
                .map(i -> new Levers(i.code(), i.name(), store.faults(i.code())))
                .toList();
    }

    /** The code ALL sets all of them. */
    @Operation(summary = "设置协助单位故障", description = "延迟、出错率、乱码、重复、张冠李戴等；代码 ALL 为全部单位，不填的恢复正常。")
    @PostMapping("/sandbox/institutions/{code}/faults")
    @Transactional
    public FaultsSet faults(@PathVariable String code, @RequestBody FaultsWanted asked) {
        InstitutionFaults faults = asked.checked();
        List<String> codes = code.equals("ALL")
                ? institutions.all().stream().map(i -> i.code()).toList()
                : List.of(institutions
                        .find(code)
                        .orElseThrow(() -> new Problem.NotFound("没有代码为“%s”的协助单位".formatted(code)))
                        .code());
        codes.forEach(c -> store.setFaults(c, faults));
        return new FaultsSet(codes, faults);
    }

    /** An institution and how it misbehaves. */
    record Levers(String code, String name, InstitutionFaults faults) {}

    /** Which institutions misbehave so now. */
    record FaultsSet(List<String> institutions, InstitutionFaults faults) {}

    record Held(String institution, String account) {}

    /** What may be left out of a fault setting is none. */
    @Schema(example = "{\"delayMs\":500,\"errorRate\":0.1,\"duplicateRate\":0.1}")
    record FaultsWanted(
            @Nullable Integer delayMs,
            @Nullable Double errorRate,
            @Nullable Double garbageRate,
            @Nullable Double duplicateRate,
            @Nullable Double wrongPersonRate,
            @Nullable Double acceptRate,
            @Nullable Double excessRate,
            @Nullable Boolean down) {

        InstitutionFaults checked() {
            List<Problem.FieldError> errors = new ArrayList<>();
            int delay = delayMs == null ? 0 : delayMs;
            if (delay < 0 || delay > 60_000) {
                errors.add(new Problem.FieldError("delayMs", "延迟应在0到60000毫秒之间"));
            }
            InstitutionFaults faults = new InstitutionFaults(
                    delay,
                    rate(errors, "errorRate", errorRate),
                    rate(errors, "garbageRate", garbageRate),
                    rate(errors, "duplicateRate", duplicateRate),
                    rate(errors, "wrongPersonRate", wrongPersonRate),
                    rate(errors, "acceptRate", acceptRate),
                    rate(errors, "excessRate", excessRate),
                    Boolean.TRUE.equals(down));
            if (!errors.isEmpty()) {
                throw new Problem.Invalid(errors);
            }
            return faults;
        }

        private static double rate(List<Problem.FieldError> errors, String field, @Nullable Double value) {
            if (value == null) {
                return 0;
            }
            if (!(value >= 0 && value <= 1)) {
                errors.add(new Problem.FieldError(field, "比率应在0到1之间"));
                return 0;
            }
            return value;
        }
    }

    @Operation(summary = "登记在协助单位的财产", description = "模拟的财产登记。")
    @GetMapping("/sandbox/holdings")
    List<InstitutionStore.Holding> holdings() {
        return store.holdings();
    }

    /** Sets what a debtor holds; the institution then makes nothing up for this debtor any more. */
    @Operation(summary = "登记财产", description = "此后该单位对这名被执行人只回答登记的财产。")
    @PostMapping("/sandbox/holdings")
    @Transactional
    public Held hold(@RequestBody NewHolding h) {
        List<Problem.FieldError> errors = new ArrayList<>();
        String name = needed(errors, "name", h.name());
        String number = needed(errors, "idNumber", h.idNumber());
        String institution = needed(errors, "institution", h.institution());
        String account = needed(errors, "account", h.account());
        if (!institution.isEmpty() && institutions.find(institution).isEmpty()) {
            errors.add(new Problem.FieldError("institution", "没有代码为“%s”的协助单位".formatted(institution)));
        }
        String word = h.kind() == null ? "DEPOSIT" : h.kind();
        Optional<AssetKind> known = kinds.find(word);
        if (known.isEmpty()) {
            errors.add(new Problem.FieldError("kind", "没有代码为“%s”的财产种类".formatted(word)));
        }
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
        AssetKind kind = known.orElseThrow();
        store.meet(institution, number);
        store.hold(
                institution,
                number,
                name,
                kind.code(),
                account,
                h.title() == null ? kind.zh() : h.title(),
                h.nature() == null ? (kind.code().equals("PAYMENT_BALANCE") ? "PAYMENT" : "SETTLEMENT") : h.nature(),
                h.amount());
        return new Held(institution, account);
    }

    /** No institution makes anything up for this debtor: what is set by hand is all there is. */
    @Operation(summary = "只按登记回答", description = "各单位对这名被执行人不再自行编造财产。")
    @PostMapping("/sandbox/holdings/only")
    @Transactional
    public OnlyByHand onlyByHand(@RequestBody OnlyByHand debtor) {
        List<Problem.FieldError> errors = new ArrayList<>();
        String number = needed(errors, "idNumber", debtor.idNumber());
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
        institutions.all().forEach(i -> store.meet(i.code(), number));
        return new OnlyByHand(number);
    }

    /** @param idNumber the debtor's */
    @Schema(example = "{\"idNumber\":\"91999900MA0000777T\"}")
    record OnlyByHand(@Nullable String idNumber) {}

    private static String needed(List<Problem.FieldError> errors, String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            errors.add(new Problem.FieldError(field, "不能为空"));
            return "";
        }
        return value.strip();
    }

    /** @param amount balance or estimated value; without it the register knows none */
    @Schema(
            example =
                    "{\"name\":\"乙某公司\",\"idNumber\":\"91999900MA0000777T\",\"institution\":\"ICBC\",\"kind\":\"DEPOSIT\",\"account\":\"6222999900000000071\",\"amount\":\"80000.00\"}")
    record NewHolding(
            @Nullable String name,
            @Nullable String idNumber,
            @Nullable String institution,
            @Nullable String kind,
            @Nullable String account,
            @Nullable String title,
            @Nullable String nature,
            @Nullable Money amount) {}
}
