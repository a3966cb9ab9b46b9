package cn.sunlit.sandbox;

import cn.sunlit.kernel.Problem;
import cn.sunlit.web.FormErrors;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The simulated bank for a person with a mouse: what {@link BankApi} is for a program. */
@Controller
@Profile("sandbox")
class SandboxBankPages {

    private static final int SHOWN = 100;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final BankApi levers;
    private final BankStore store;

    SandboxBankPages(BankApi levers, BankStore store) {
        this.levers = levers;
        this.store = store;
    }

    @GetMapping("/sandbox/bank")
    SandboxBankPage show() {
        return page(typed(store.faults()), FormErrors.NONE);
    }

    @PostMapping(path = "/sandbox/bank/faults", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Object set(@RequestParam Map<String, String> typed, RedirectAttributes next) {
        try {
            levers.faults(wanted(typed));
        } catch (Problem.Invalid wrong) {
            return page(typed, FormErrors.of(wrong));
        }
        next.addFlashAttribute("notice", "已按填写的设置");
        return "redirect:/sandbox/bank";
    }

    private SandboxBankPage page(Map<String, String> typed, FormErrors errors) {
        return new SandboxBankPage(
                typed, errors, store.totals(), store.newest(), store.newestOrders(SHOWN), store.waiting());
    }

    private static BankApi.FaultsRequest wanted(Map<String, String> typed) {
        List<Problem.FieldError> wrong = new ArrayList<>();
        BankApi.FaultsRequest wanted = new BankApi.FaultsRequest(
                whole(typed, "copies", wrong),
                longer(whole(typed, "delaySeconds", wrong)),
                on(typed, "reorder"),
                on(typed, "dropFirst"),
                whole(typed, "rejectNext", wrong),
                whole(typed, "returnNext", wrong),
                longer(whole(typed, "seed", wrong)),
                whole(typed, "lateDays", wrong),
                rate(typed, "omitPercent", wrong),
                rate(typed, "rejectPercent", wrong),
                rate(typed, "returnPercent", wrong),
                on(typed, "versions"),
                typed.get("cutOff"));
        if (!wrong.isEmpty()) {
            throw new Problem.Invalid(wrong);
        }
        return wanted;
    }

    private static boolean on(Map<String, String> typed, String field) {
        return "true".equals(typed.get(field));
    }

    private static @Nullable Long longer(@Nullable Integer number) {
        return number == null ? null : number.longValue();
    }

    private static @Nullable Integer whole(Map<String, String> typed, String field, List<Problem.FieldError> wrong) {
        String text = typed.getOrDefault(field, "").strip();
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,9}")) {
            wrong.add(new Problem.FieldError(field, "应是不超过九位的整数"));
            return null;
        }
        return Integer.valueOf(text);
    }

    private static @Nullable Double rate(Map<String, String> typed, String field, List<Problem.FieldError> wrong) {
        String text = typed.getOrDefault(field, "").strip();
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,3}(\\.\\d{1,4})?") || new BigDecimal(text).compareTo(HUNDRED) > 0) {
            wrong.add(new Problem.FieldError(field, "应是0到100之间的百分数"));
            return null;
        }
        return new BigDecimal(text).divide(HUNDRED).doubleValue();
    }

    /** What is set, as it would be typed. */
    private static Map<String, String> typed(BankFaults f) {
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("copies", String.valueOf(f.copies()));
        typed.put("delaySeconds", number(f.delaySeconds()));
        typed.put("lateDays", number(f.lateDays()));
        typed.put("omitPercent", percent(f.omitRate()));
        typed.put("rejectPercent", percent(f.rejectRate()));
        typed.put("returnPercent", percent(f.returnRate()));
        typed.put("rejectNext", number(f.rejectNext()));
        typed.put("returnNext", number(f.returnNext()));
        typed.put("cutOff", f.cutOff().toString());
        typed.put("seed", f.seed() == null ? "" : String.valueOf(f.seed()));
        typed.put("reorder", String.valueOf(f.reorder()));
        typed.put("dropFirst", String.valueOf(f.dropFirst()));
        typed.put("versions", String.valueOf(f.versions()));
        return typed;
    }

    private static String number(long number) {
        return number == 0 ? "" : String.valueOf(number);
    }

    private static String percent(double rate) {
        return rate == 0
                ? ""
                : BigDecimal.valueOf(rate)
                        .multiply(HUNDRED)
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
