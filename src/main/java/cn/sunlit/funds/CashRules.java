package cn.sunlit.funds;

import cn.sunlit.kernel.Practice;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** When cash must have reached finance and the bank. Pure. */
final class CashRules {

    private CashRules() {}

    /** Whether handing it over on this day needs a reason: the same day is the rule, the next the exception. */
    @Practice(id = "AK-CASH-1", text = "执行人员直接收取现金须二人以上，当日移交财务，确有困难的次日移交并写明原因（大连市沙河口区人民法院公开做法）")
    static boolean needsReason(LocalDate takenOn, LocalDate handedOn) {
        return handedOn.isAfter(takenOn);
    }

    /** Whether it is later than it may be. */
    @Practice(id = "AK-CASH-2", text = "财务收到现金后次日以前缴存银行；未缴存的在财务工作台提示（产品口径）")
    static boolean isLate(
            LocalDate takenOn, @Nullable LocalDate handedOn, @Nullable LocalDate bankedOn, LocalDate today) {
        if (bankedOn != null) {
            return false;
        }
        return today.isAfter((handedOn == null ? takenOn : handedOn).plusDays(1));
    }
}
