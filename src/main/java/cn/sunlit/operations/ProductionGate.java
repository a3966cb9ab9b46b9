package cn.sunlit.operations;

import cn.sunlit.kernel.CannotStart;
import cn.sunlit.kernel.StartCondition;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Lets a court's own installation start only when nothing of the demonstration is in it and nobody reads along: all that is
 * wrong is told at once, before the first request is answered.
 */
@Component
@Profile("production | !sandbox")
class ProductionGate implements SmartInitializingSingleton {

    private final ObjectProvider<StartCondition> conditions;

    ProductionGate(ObjectProvider<StartCondition> conditions) {
        this.conditions = conditions;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> unmet = conditions
                .orderedStream()
                .flatMap(condition -> condition.unmet().stream())
                .toList();
        if (!unmet.isEmpty()) {
            throw new CannotStart("不能正式运行：%s。".formatted(String.join("；", unmet)));
        }
    }
}
