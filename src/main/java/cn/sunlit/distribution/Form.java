package cn.sunlit.distribution;

import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainDay;
import cn.sunlit.kernel.Problem;
import cn.sunlit.statutes.Shares;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was typed, field by field; a field left blank is null. */
record Form(Map<String, String> typed) {

    @Nullable
    String text(String field) {
        String text = typed.get(field);
        return text == null || text.isBlank() ? null : text.strip();
    }

    @Nullable
    LocalDate day(String field) {
        return PlainDay.optional(field, typed.get(field));
    }

    @Nullable
    Money money(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        try {
            return Money.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid(field, String.valueOf(e.getMessage()));
        }
    }

    @Nullable
    Integer number(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        if (!text.matches("\\d{1,6}")) {
            throw new Problem.Invalid(field, "查封顺位应为从0起的整数，0表示没有查封");
        }
        return Integer.valueOf(text);
    }

    long key(String field) {
        String text = text(field);
        return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    CaseNumber caseNumber(String field) {
        String text = text(field);
        try {
            return CaseNumber.parseAnyForm(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid(field, String.valueOf(e.getMessage()));
        }
    }

    <E extends Enum<E>> @Nullable E one(Class<E> of, String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        for (E e : of.getEnumConstants()) {
            if (e.name().equals(text)) {
                return e;
            }
        }
        throw new Problem.Invalid(field, "“%s”不是可选的内容".formatted(text));
    }

    ClaimDraft claim() {
        return new ClaimDraft(
                text("creditor"),
                one(Shares.Rank.class, "rank"),
                money("costs"),
                money("interest"),
                money("principal"),
                money("doubled"),
                day("since"),
                number("seizureRank"),
                day("seizedOn"),
                day("appliedOn"),
                text("title"),
                text("basis"),
                !"no".equals(text("adjudicated")),
                text("payeeName"),
                text("payeeBank"),
                text("payeeAccount"));
    }

    /** One wish: about a claim, or the rule alone. */
    Change wish() {
        return change((int) key("claim"), "");
    }

    private Change change(int no, String suffix) {
        String judged = text("adjudicated" + suffix);
        return new Change(
                no,
                text("out" + suffix) != null,
                one(Shares.Rank.class, "rank" + suffix),
                day("since" + suffix),
                number("seizureRank" + suffix),
                day("appliedOn" + suffix),
                money("costs" + suffix),
                money("interest" + suffix),
                money("principal" + suffix),
                money("doubled" + suffix),
                judged == null ? null : Boolean.valueOf(judged.equals("yes")),
                no == 0 ? one(Shares.Rule.class, "rule" + suffix) : null);
    }

    /** What is different in the whole table of a draft; fields bear the claim's number. */
    List<Change> changes(Change.Input input) {
        List<Change> changes = new ArrayList<>();
        Shares.Rule rule = one(Shares.Rule.class, "rule");
        if (rule != null && rule != input.rule()) {
            changes.add(new Change(0, false, null, null, null, null, null, null, null, null, null, rule));
        }
        for (Entry e : input.entries()) {
            Change c = change(e.no(), "-" + e.no());
            Change.Input one = new Change.Input(input.rule(), List.of(e));
            if (!c.on(one).equals(one)) {
                changes.add(c);
            }
        }
        return changes;
    }
}
