package cn.sunlit.funds;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainDay;
import cn.sunlit.kernel.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cash that was taken, as typed.
 *
 * @param takenOn today where nothing is typed
 * @param withLogin the log-in of the second officer
 */
@Schema(
        example =
                "{\"amount\":\"5000.00\",\"payer\":\"乙某\",\"takenOn\":\"2026-03-20\",\"place\":\"被执行人住所\",\"withLogin\":\"clerk\"}")
public record CashDraft(
        @Nullable String amount,
        @Nullable String payer,
        @Nullable String takenOn,
        @Nullable String place,
        @Nullable String withLogin) {

    record Read(Money amount, String payer, LocalDate takenOn, String place, String withLogin) {}

    Read read(LocalDate today) {
        List<Problem.FieldError> errors = new ArrayList<>();
        Money fen = HoldDraft.amount(amount, errors);
        String who = HoldDraft.text("payer", payer, "请填写交款人", true, errors);
        String where = HoldDraft.text("place", place, "请填写收款地点", true, errors);
        String second = HoldDraft.text("withLogin", withLogin, "直接收取现金须二人以上，请填写另一名收款人", true, errors);
        LocalDate on = today;
        try {
            LocalDate typed = PlainDay.optional("takenOn", takenOn);
            on = typed == null ? today : typed;
            if (on.isAfter(today)) {
                errors.add(new Problem.FieldError("takenOn", "收款日期不能在将来"));
            }
        } catch (Problem.Invalid wrong) {
            errors.addAll(wrong.errors());
        }
        if (!errors.isEmpty() || fen == null || who == null || where == null || second == null) {
            throw new Problem.Invalid(errors);
        }
        return new Read(fen, who, on, where, second);
    }
}
