package cn.sunlit.property;

import cn.sunlit.inquiries.FoundAsset;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a found asset can be executed against (甄别): what a rule can say by itself; the rest waits for the officer. */
final class Screening {

    private static final Set<String> ORDINARY = Set.of("SETTLEMENT", "SAVINGS", "TIME_DEPOSIT", "PAYMENT");
    private static final Set<String> NEVER = Set.of("RESERVE_DEPOSIT", "PROVISION_FUND", "SUBSISTENCE");

    private Screening() {}

    /**
     * @param screening PENDING, EXECUTABLE or NOT_EXECUTABLE
     * @param because null while pending
     */
    record Verdict(String screening, @Nullable String because) {}

    @Practice(
            id = "CK-05",
            text = "普通结算、储蓄、定期账户和网络支付账户有可用余额的，自动甄别为可供执行；余额为零或者法律规定不得执行的，自动甄别为不予执行；其余由承办人甄别，自动结论承办人可以更改（产品默认规则）")
    static Verdict of(FoundAsset asset) {
        if (!asset.kind().isMoney()) {
            return new Verdict("PENDING", null);
        }
        if (NEVER.contains(asset.nature())) {
            return new Verdict("NOT_EXECUTABLE", "账户性质属于不得查封、扣押、冻结的财产");
        }
        Money balance = asset.balance();
        if (balance == null || !ORDINARY.contains(asset.nature())) {
            return new Verdict("PENDING", null);
        }
        return balance.isZero()
                ? new Verdict("NOT_EXECUTABLE", "账户余额为零")
                : new Verdict("EXECUTABLE", "普通账户有余额，按规则自动甄别");
    }
}
