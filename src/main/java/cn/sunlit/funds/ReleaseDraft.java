package cn.sunlit.funds;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainDay;
import cn.sunlit.kernel.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to become free again, as typed.
 *
 * @param amount in yuan; all that is left where nothing is typed
 * @param ceasedOn the day on which the ground fell away
 * @param document the paper that shows it, needed for another court's freeze and for a deposit
 */
@Schema(
        example =
                "{\"amount\":\"20000.00\",\"because\":\"冻结法院已解除冻结\",\"ceasedOn\":\"2026-03-20\",\"document\":\"（2026）某0101执保12号之一\"}")
public record ReleaseDraft(
        @Nullable String amount,
        @Nullable String because,
        @Nullable String ceasedOn,
        @Nullable String document) {

    record Read(
            Money amount,
            String because,
            LocalDate ceasedOn,
            @Nullable String document) {}

    Read read(HoldStore.Hold h, LocalDate today) {
        List<Problem.FieldError> errors = new ArrayList<>();
        Money fen = amount == null || amount.isBlank() ? h.left() : HoldDraft.amount(amount, errors);
        String words = HoldDraft.text("because", because, "请写明事由如何消失", true, errors);
        String paper = HoldDraft.text("document", document, "请填写解除冻结的文书或者判决的案号", h.kind() != HoldKind.DEFERRED, errors);
        LocalDate on = null;
        try {
            on = PlainDay.required("ceasedOn", ceasedOn, "请填写事由消失的日期");
            if (on.isAfter(today)) {
                errors.add(new Problem.FieldError("ceasedOn", "事由消失的日期不能在将来"));
            } else if (on.isBefore(
                    h.proposedAt().atZone(ZoneId.of("Asia/Shanghai")).toLocalDate())) {
                errors.add(new Problem.FieldError(
                        "ceasedOn", "事由消失的日期不能早于提请%s的日期".formatted(h.kind().zh())));
            }
        } catch (Problem.Invalid wrong) {
            errors.addAll(wrong.errors());
        }
        if (!errors.isEmpty() || fen == null || words == null || on == null) {
            throw new Problem.Invalid(errors);
        }
        return new Read(fen, words, on, paper);
    }
}
