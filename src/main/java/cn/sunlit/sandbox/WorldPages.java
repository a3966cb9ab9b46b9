package cn.sunlit.sandbox;

import cn.sunlit.inquiries.Institution;
import cn.sunlit.inquiries.Institutions;
import cn.sunlit.kernel.Problem;
import cn.sunlit.sandbox.InstitutionLeversPage.Lever;
import cn.sunlit.web.FormErrors;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.json.JsonMapper;

/** The simulated institutions for a person with a mouse: what {@link InstitutionApi} is for a program. */
@Controller
@Profile("sandbox")
class WorldPages {

    private static final int NEWEST = 30;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final InstitutionApi levers;
    private final BehaviourStore behaviours;
    private final InstitutionLogStore log;
    private final Institutions institutions;
    private final Clock clock;

    WorldPages(
            InstitutionApi levers,
            BehaviourStore behaviours,
            InstitutionLogStore log,
            Institutions institutions,
            Clock clock) {
        this.levers = levers;
        this.behaviours = behaviours;
        this.log = log;
        this.institutions = institutions;
        this.clock = clock;
    }

    @GetMapping("/sandbox/world")
    WorldPage world() {
        Instant now = clock.instant();
        List<Institution> online =
                institutions.all().stream().filter(Institution::isOnline).toList();
        Map<String, InstitutionFaults> set = behaviours.all();
        Map<String, InstitutionLogStore.Count> counts =
                log.counts(online.stream().map(Institution::code).toList()).stream()
                        .collect(Collectors.toMap(InstitutionLogStore.Count::institution, Function.identity()));
        return new WorldPage(
                Behaviours.all(),
                online.stream()
                        .map(i -> WorldPage.Line.of(
                                i,
                                set.getOrDefault(i.code(), InstitutionFaults.NONE),
                                Objects.requireNonNull(counts.get(i.code())),
                                now))
                        .toList());
    }

    @PostMapping(path = "/sandbox/world", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    String behave(@RequestParam String behaviour, RedirectAttributes next) {
        levers.behave(new InstitutionApi.BehaviourWanted(behaviour, null));
        next.addFlashAttribute(
                "notice", "全部单位现在是：" + Behaviours.named(behaviour).name());
        return "redirect:/sandbox/world";
    }

    @GetMapping("/sandbox/world/{code}")
    InstitutionLeversPage one(@PathVariable String code) {
        return page(code, typed(behaviours.of(code), clock.instant()), FormErrors.NONE);
    }

    @PostMapping(path = "/sandbox/world/{code}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Object set(@PathVariable String code, @RequestParam Map<String, String> typed, RedirectAttributes next) {
        try {
            levers.faults(code, wanted(typed));
        } catch (Problem.Invalid wrong) {
            return page(code, typed, new FormErrors(wrong.errors()));
        }
        next.addFlashAttribute("notice", "已按填写的设置");
        return "redirect:/sandbox/world/" + code;
    }

    private InstitutionLeversPage page(String code, Map<String, String> typed, FormErrors errors) {
        Institution institution =
                institutions.find(code).orElseThrow(() -> new Problem.NotFound("没有代码为“%s”的协助单位".formatted(code)));
        return new InstitutionLeversPage(
                institution,
                typed,
                errors,
                log.requests(code, NEWEST),
                log.calls(code, NEWEST),
                log.holds(code, NEWEST));
    }

    /** What was typed, in the form of the API. */
    private static FaultsWanted wanted(Map<String, String> typed) {
        List<Problem.FieldError> errors = new ArrayList<>();
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Lever lever : InstitutionLeversPage.NUMBERS) {
            String text = typed.getOrDefault(lever.field(), "").strip();
            if (text.isEmpty()) {
                continue;
            }
            if (lever.field().equals("opens") || lever.field().equals("closes")) {
                fields.put(lever.field(), text);
            } else if (text.matches("\\d{1,9}")) {
                fields.put(lever.field(), Integer.valueOf(text));
            } else {
                errors.add(new Problem.FieldError(lever.field(), lever.label() + "应是不超过九位的整数"));
            }
        }
        for (Lever lever : InstitutionLeversPage.PERCENT) {
            String text = typed.getOrDefault(lever.field(), "").strip();
            if (text.isEmpty()) {
                continue;
            }
            if (text.matches("\\d{1,3}(\\.\\d{1,4})?") && new BigDecimal(text).compareTo(HUNDRED) <= 0) {
                fields.put(lever.field(), new BigDecimal(text).divide(HUNDRED).doubleValue());
            } else {
                errors.add(new Problem.FieldError(lever.field(), lever.label() + "应是0到100之间的百分数"));
            }
        }
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
        return JSON.convertValue(fields, FaultsWanted.class);
    }

    /** What is set, as it would be typed. */
    private static Map<String, String> typed(InstitutionFaults faults, Instant now) {
        Map<?, ?> set = JSON.convertValue(faults, Map.class);
        Map<String, String> typed = new LinkedHashMap<>();
        for (Lever lever : InstitutionLeversPage.NUMBERS) {
            Object value = set.get(lever.field());
            typed.put(lever.field(), value == null || value.equals(0) ? "" : String.valueOf(value));
        }
        for (Lever lever : InstitutionLeversPage.PERCENT) {
            typed.put(lever.field(), percent(set.get(lever.field())));
        }
        Instant until = faults.downUntil();
        if (until != null && until.isAfter(now)) {
            typed.put("downHours", String.valueOf(Duration.between(now, until).toHours() + 1));
        }
        for (String time : List.of("opens", "closes")) {
            typed.computeIfPresent(time, (field, text) -> text.length() > 5 ? text.substring(0, 5) : text);
        }
        return typed;
    }

    private static String percent(@Nullable Object rate) {
        return rate instanceof Double d && d > 0
                ? BigDecimal.valueOf(d).multiply(HUNDRED).stripTrailingZeros().toPlainString()
                : "";
    }
}
