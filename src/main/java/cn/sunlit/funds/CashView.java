package cn.sunlit.funds;

import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Cash that officers took for a case.
 *
 * @param mark what stands in the remark when it is paid into the bank, {@code XJ-12}
 * @param state {@code TAKEN}, {@code HANDED} to finance, or {@code BANKED}
 * @param late whether it is later than the rule has it: not handed over by the day after, not at the bank two days on
 */
public record CashView(
        long id,
        String caseNumber,
        String mark,
        Money amount,
        String payer,
        LocalDate takenOn,
        String place,
        String officers,
        @Nullable LocalDate handedOn,
        @Nullable String lateBecause,
        @Nullable String finance,
        @Nullable LocalDate bankedOn,
        String state,
        String stateZh,
        boolean late,
        String voucher) {

    static CashView of(CashStore.Taken t, LocalDate today) {
        String state = t.bankedOn() != null ? "BANKED" : t.handedOn() != null ? "HANDED" : "TAKEN";
        return new CashView(
                t.id(),
                t.caseNumber().toString(),
                "XJ-" + t.id(),
                t.amount(),
                t.payer(),
                t.takenOn(),
                t.place(),
                t.takenName() + "、" + t.withName(),
                t.handedOn(),
                t.lateBecause(),
                t.financeName(),
                t.bankedOn(),
                state,
                switch (state) {
                    case "TAKEN" -> "待移交财务";
                    case "HANDED" -> "财务已收，待缴存银行";
                    default -> "已缴存银行";
                },
                CashRules.isLate(t.takenOn(), t.handedOn(), t.bankedOn(), today),
                "PZ-" + t.voucher());
    }
}
