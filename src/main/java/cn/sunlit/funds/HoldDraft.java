package cn.sunlit.funds;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainDay;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody proposes to lie still, as typed.
 *
 * @param ground one of {@link HoldGround}, which says the kind as well
 * @param amount in yuan
 * @param words the facts
 * @param orderedBy the court that froze it, needed for a freeze
 * @param document its paper, needed for a freeze; of a deposit the suit
 * @param until the last day of a freeze, where its paper names one
 */
@Schema(
        example =
                "{\"ground\":\"OTHER_COURT\",\"amount\":\"20000.00\",\"words\":\"协助冻结申请执行人应得案款\",\"orderedBy\":\"某县人民法院\",\"document\":\"（2026）某0101执保12号\",\"until\":\"2027-03-19\"}")
public record HoldDraft(
        @Nullable String ground,
        @Nullable String amount,
        @Nullable String words,
        @Nullable String orderedBy,
        @Nullable String document,
        @Nullable String until) {

    private static final int MOST = 500;

    HoldStore.Draft read(LocalDate today) {
        List<Problem.FieldError> errors = new ArrayList<>();
        HoldGround known = null;
        for (HoldGround each : HoldGround.values()) {
            known = each.name().equals(ground) ? each : known;
        }
        if (known == null) {
            errors.add(new Problem.FieldError("ground", "请选择事由"));
        }
        boolean freeze = known != null && known.kind() == HoldKind.FROZEN;
        Money fen = amount(amount, errors);
        String facts = text("words", words, "请写明具体情形", true, errors);
        String court = text("orderedBy", orderedBy, "请填写作出冻结的法院", freeze, errors);
        String paper = text("document", document, "请填写冻结文书的案号", freeze, errors);
        LocalDate last = null;
        try {
            last = PlainDay.optional("until", until);
        } catch (Problem.Invalid wrong) {
            errors.addAll(wrong.errors());
        }
        if (last != null && last.isBefore(today)) {
            errors.add(new Problem.FieldError("until", "冻结期限已经届满"));
        }
        if (!errors.isEmpty() || known == null || fen == null || facts == null) {
            throw new Problem.Invalid(errors);
        }
        return new HoldStore.Draft(known.kind(), fen, known, facts, freeze ? court : null, paper, freeze ? last : null);
    }

    static @Nullable Money amount(@Nullable String typed, List<Problem.FieldError> errors) {
        try {
            Money read = Money.parse(typed == null ? "" : typed);
            if (read.isPositive()) {
                return read;
            }
            errors.add(new Problem.FieldError("amount", "金额应大于零"));
        } catch (IllegalArgumentException wrong) {
            errors.add(new Problem.FieldError("amount", String.valueOf(wrong.getMessage())));
        }
        return null;
    }

    static @Nullable String text(
            String field, @Nullable String typed, String missing, boolean required, List<Problem.FieldError> errors) {
        try {
            return required ? PlainText.required(field, typed, MOST, missing) : PlainText.optional(field, typed, MOST);
        } catch (Problem.Invalid wrong) {
            errors.addAll(wrong.errors());
            return null;
        }
    }
}
