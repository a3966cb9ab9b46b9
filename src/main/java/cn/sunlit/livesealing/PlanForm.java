package cn.sunlit.livesealing;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** The form of a plan as it was typed, and the draft that it means. Payees stand a line each: 户名，账号，用途，每月限额. */
record PlanForm(Map<String, String> typed, List<String> uses) {

    static final PlanForm EMPTY = new PlanForm(Map.of(), List.of());

    PlanForm {
        typed = Map.copyOf(typed);
        uses = List.copyOf(uses);
    }

    static PlanForm of(MultiValueMap<String, String> fields) {
        return new PlanForm(fields.toSingleValueMap(), fields.getOrDefault("uses", List.of()));
    }

    String value(String field) {
        return typed.getOrDefault(field, "");
    }

    /** @throws Problem.Invalid naming each field that cannot be read */
    PlanDraft draft() {
        List<Problem.FieldError> wrong = new ArrayList<>();
        PlanDraft draft = new PlanDraft(
                read(wrong, "measureId", Long::valueOf, "请选择控制措施"),
                read(wrong, "scope", Scope::valueOf, "请选择财产类别"),
                value("purpose"),
                uses.stream()
                        .flatMap(name ->
                                Arrays.stream(Use.values()).filter(u -> u.name().equals(name)))
                        .toList(),
                read(wrong, "keeper", Terms.Keeper::valueOf, "请选择保管人"),
                value("valueNote"),
                value("saleTerms"),
                read(wrong, "monthly", PlanForm::money, "每月总额应写成数字，例如 60000"),
                read(wrong, "floor", PlanForm::money, "余额下限应写成数字，例如 20000"),
                read(wrong, "from", LocalDate::parse, "开始日期应写成 2026-11-23"),
                read(wrong, "to", LocalDate::parse, "结束日期应写成 2026-11-23"),
                value("supervisor"),
                read(wrong, "frequency", Terms.Frequency::valueOf, "请选择报告的频率"),
                read(wrong, "opinion", Terms.Opinion::valueOf, "请选择申请执行人的意见"),
                value("opinionHow"),
                read(wrong, "opinionOn", LocalDate::parse, "征询日期应写成 2026-11-23"),
                read(wrong, "reviewOn", LocalDate::parse, "复核日期应写成 2026-11-23"),
                read(wrong, "breachRule", Terms.BreachRule::valueOf, "请选择违反方案的后果"),
                payees(wrong));
        if (!wrong.isEmpty()) {
            throw new Problem.Invalid(wrong);
        }
        return draft;
    }

    private List<PlanDraft.Payee> payees(List<Problem.FieldError> wrong) {
        List<PlanDraft.Payee> payees = new ArrayList<>();
        int line = 0;
        for (String each : value("payees").lines().toList()) {
            line++;
            if (each.isBlank()) {
                continue;
            }
            String[] parts = each.strip().split("\\s*[，,\\t]\\s*", -1);
            Use use = parts.length == 4 ? use(parts[2]) : null;
            if (use == null) {
                wrong.add(new Problem.FieldError("payees", "第%d行应写成“户名，账号，用途，每月限额”，用途取自上面列出的各项".formatted(line)));
                continue;
            }
            try {
                payees.add(new PlanDraft.Payee(parts[0], parts[1], use, money(parts[3])));
            } catch (Problem.Invalid | IllegalArgumentException notMoney) {
                wrong.add(new Problem.FieldError("payees", "第%d行的限额应写成不带千分号的数字，例如 40000".formatted(line)));
            }
        }
        return payees;
    }

    private static @Nullable Use use(String words) {
        return Arrays.stream(Use.values())
                .filter(u -> u.name().equals(words)
                        || u.zh().equals(words)
                        || u.zh().startsWith(words) && words.length() > 1)
                .findFirst()
                .orElse(null);
    }

    private static Money money(String text) {
        return Money.parse(text.strip().replace(",", ""));
    }

    private <T> @Nullable T read(List<Problem.FieldError> wrong, String field, Function<String, T> as, String rule) {
        String text = value(field).strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            return as.apply(text);
        } catch (Problem.Invalid | IllegalArgumentException | DateTimeParseException unreadable) {
            wrong.add(new Problem.FieldError(field, rule));
            return null;
        }
    }
}
