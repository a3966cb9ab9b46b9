package cn.sunlit.property;

import cn.sunlit.inquiries.FoundAsset;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import cn.sunlit.property.Protection.Act;
import cn.sunlit.property.Protection.Effect;
import cn.sunlit.property.Protection.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether a found asset can be executed against (甄别): what a rule can say by itself; the rest waits for the officer. */
final class Screening {

    private static final Set<String> ORDINARY = Set.of("SETTLEMENT", "SAVINGS", "TIME_DEPOSIT", "PAYMENT");

    private Screening() {}

    /**
     * @param screening PENDING, EXECUTABLE or NOT_EXECUTABLE
     * @param because why, while pending what the officer should look at; null while pending without a hint
     */
    record Verdict(String screening, @Nullable String because) {}

    /** @param protections under which the asset seems to fall */
    @Practice(
            id = "CK-05",
            text =
                    "普通结算、储蓄、定期账户和网络支付账户有可用余额的，自动甄别为可供执行；余额为零或者协助单位反馈的性质属于法律规定不得执行的，自动甄别为不予执行；疑似豁免、专用财产的和其余的由承办人甄别，自动结论承办人可以更改（产品默认规则）")
    static Verdict of(FoundAsset asset, List<Rule> protections) {
        for (Rule rule : protections) {
            boolean sure = rule.natures().contains(asset.nature());
            if (sure && rule.effect() == Effect.BLOCK && rule.acts().contains(Act.HOLD)) {
                return new Verdict("NOT_EXECUTABLE", "财产性质属于%s（%s）".formatted(rule.zh(), rule.basisZh()));
            }
        }
        if (!protections.isEmpty()) {
            return new Verdict(
                    "PENDING",
                    protections.stream()
                            .map(r -> "可能属于%s，%s（%s），请核实"
                                    .formatted(r.zh(), r.effect().zh(), r.basisZh()))
                            .collect(Collectors.joining("；")));
        }
        Money balance = asset.balance();
        if (!asset.kind().isMoney() || balance == null || !ORDINARY.contains(asset.nature())) {
            return new Verdict("PENDING", null);
        }
        return balance.isZero()
                ? new Verdict("NOT_EXECUTABLE", "账户余额为零")
                : new Verdict("EXECUTABLE", "普通账户有余额，按规则自动甄别");
    }
}
