package cn.sunlit.sandbox;

import cn.sunlit.inquiries.AssetKind;
import cn.sunlit.inquiries.AssetKinds;
import cn.sunlit.inquiries.Institutions;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private static final String ALL = "ALL";

    private final InstitutionStore store;
    private final BehaviourStore behaviours;
    private final Institutions institutions;
    private final AssetKinds kinds;
    private final Clock clock;

    InstitutionApi(
            InstitutionStore store,
            BehaviourStore behaviours,
            Institutions institutions,
            AssetKinds kinds,
            Clock clock) {
        this.store = store;
        this.behaviours = behaviours;
        this.institutions = institutions;
        this.kinds = kinds;
        this.clock = clock;
    }

    @Operation(summary = "模拟协助单位", description = "各单位及其故障设置。")
    @GetMapping("/sandbox/institutions")
    List<Levers> all() {
        Map<String, InstitutionFaults> set = behaviours.all();
        return institutions.all().stream()
                .map(i -> new Levers(i.code(), i.name(), set.getOrDefault(i.code(), InstitutionFaults.NONE)))
                .toList();
    }

    /** The code ALL sets all of them. */
    @Operation(
            summary = "设置协助单位故障",
            description = "快慢、受理时间、停机、出错、连接中断、半份报文、乱码、格式不符、重复、张冠李戴、迟延反馈、余额变动等；代码 ALL 为全部单位，不填的恢复正常。")
    @PostMapping("/sandbox/institutions/{code}/faults")
    @Transactional
    public FaultsSet faults(@PathVariable String code, @RequestBody FaultsWanted asked) {
        InstitutionFaults faults = asked.checked(clock.instant());
        List<String> codes = code.equals(ALL)
                ? institutions.all().stream().map(i -> i.code()).toList()
                : List.of(institutions
                        .find(code)
                        .orElseThrow(() -> new Problem.NotFound("没有代码为“%s”的协助单位".formatted(code)))
                        .code());
        codes.forEach(c -> behaviours.set(c, faults));
        return new FaultsSet(codes, faults);
    }

    @Operation(summary = "现成的单位表现", description = "可以一次设给全部单位的几种表现。")
    @GetMapping("/sandbox/institutions/behaviours")
    List<Behaviours.Behaviour> behaviours() {
        return Behaviours.all();
    }

    /** All institutions behave in a ready-made way from now on. */
    @Operation(summary = "设置全部单位的表现", description = "按现成的一种表现设置全部单位；种子相同的，同一请求遇到的差错相同。")
    @PostMapping("/sandbox/institutions/behaviours")
    @Transactional
    public BehaviourSet behave(@RequestBody BehaviourWanted asked) {
        Behaviours.Behaviour behaviour = Behaviours.named(asked.behaviour() == null ? "" : asked.behaviour());
        long seed = asked.seed() == null ? 0 : asked.seed();
        List<String> codes = institutions.all().stream().map(i -> i.code()).toList();
        codes.forEach(c -> behaviours.set(c, behaviour.of(c, seed, clock.instant())));
        return new BehaviourSet(behaviour.code(), seed, codes.size());
    }

    /** @param behaviour its code */
    @Schema(example = "{\"behaviour\":\"BAD_NIGHT\",\"seed\":7}")
    record BehaviourWanted(
            @Nullable String behaviour, @Nullable Long seed) {}

    /** @param institutions how many behave so now */
    record BehaviourSet(String behaviour, long seed, int institutions) {}

    /** An institution and how it misbehaves. */
    record Levers(String code, String name, InstitutionFaults faults) {}

    /** Which institutions misbehave so now. */
    record FaultsSet(List<String> institutions, InstitutionFaults faults) {}

    record Held(String institution, String account) {}

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
                h.amount(),
                true);
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
