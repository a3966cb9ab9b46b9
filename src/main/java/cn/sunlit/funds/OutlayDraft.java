package cn.sunlit.funds;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be paid to somebody who is no creditor of the case, as typed.
 *
 * @param cost one of {@link CostKind}; not for a handover
 * @param document the bill, or the other court's assistance notice
 * @param ground what it is for
 */
record OutlayDraft(
        @Nullable String cost,
        @Nullable String amount,
        @Nullable String payee,
        @Nullable String bank,
        @Nullable String account,
        @Nullable String document,
        @Nullable String ground) {

    record Read(
            @Nullable CostKind cost,
            Money amount,
            String payee,
            String bank,
            String account,
            String document,
            String ground) {}

    /** @param ofCost whether it is a cost of a sale */
    Read read(boolean ofCost) {
        List<Problem.FieldError> errors = new ArrayList<>();
        CostKind kind = ofCost ? kind(errors) : null;
        Money fen = HoldDraft.amount(amount, errors);
        String to = HoldDraft.text("payee", payee, "请填写收款人户名", true, errors);
        String at = HoldDraft.text("bank", bank, "请填写收款人开户银行", true, errors);
        String number = account == null ? "" : account.replaceAll("[\\s-]", "");
        if (!number.matches("\\d{8,32}")) {
            errors.add(new Problem.FieldError("account", "收款账号应为8至32位数字"));
        }
        String paper = HoldDraft.text("document", document, ofCost ? "请填写票据、合同的名称和编号" : "请填写协助执行通知书的案号", true, errors);
        String why = HoldDraft.text("ground", ground, "请写明用途和核实的情况", true, errors);
        if (!errors.isEmpty() || fen == null || to == null || at == null || paper == null || why == null) {
            throw new Problem.Invalid(errors);
        }
        return new Read(kind, fen, to, at, number, paper, why);
    }

    private @Nullable CostKind kind(List<Problem.FieldError> errors) {
        for (CostKind each : CostKind.values()) {
            if (each.name().equals(cost)) {
                return each;
            }
        }
        errors.add(new Problem.FieldError("cost", "请选择费用种类"));
        return null;
    }
}
