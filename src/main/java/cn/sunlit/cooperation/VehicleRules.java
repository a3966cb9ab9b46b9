package cn.sunlit.cooperation;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Problem.Refusal;
import cn.sunlit.property.AssetView;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may be done about a vehicle; facts in, every unmet condition out. */
final class VehicleRules {

    private VehicleRules() {}

    /** The vehicle among a case's assets on which a hold of this case stands; the named one, or the only one. */
    static Optional<AssetView> sealed(List<AssetView> assets, @Nullable Long named) {
        List<AssetView> held = assets.stream()
                .filter(a -> a.kind().toString().equals("VEHICLE"))
                .filter(a ->
                        a.control().filter(m -> m.state().equals("EFFECTIVE")).isPresent())
                .filter(a -> named == null || a.id() == named)
                .toList();
        return held.isEmpty() ? Optional.empty() : Optional.of(held.getFirst());
    }

    @Law(
            id = "GA-02",
            statute = "财产调查",
            edition = "2021-01-01",
            article = 16,
            text = "人民法院对已经办理查封登记手续的被执行人机动车、船舶、航空器等特定动产未能实际扣押的，可以依照相关规定通知有关单位协助查找。")
    static List<Refusal> search(boolean sealed) {
        return sealed
                ? List.of()
                : List.of(new Refusal("GA-02", "财产调查规定（2020）第十六条", "本案没有已经办理查封登记的机动车，不能请公安机关查找、扣留车辆"));
    }

    /** Which step may follow. */
    static List<Refusal> step(String state, VehicleStep.Step step, boolean sealed) {
        boolean fits =
                switch (step) {
                    case HELD -> state.equals("WANTED");
                    case IN_YARD -> state.equals("HELD");
                    case COST -> !state.equals("WANTED");
                    case READY -> state.equals("IN_YARD");
                    case RETURNED -> state.equals("HELD") || state.equals("IN_YARD") || state.equals("READY");
                };
        if (!fits) {
            return List.of(new Refusal("GA-03", "", "车辆现在不能登记“%s”，请按查获、入场、可以评估的顺序登记".formatted(step.zh())));
        }
        boolean takes = step == VehicleStep.Step.HELD || step == VehicleStep.Step.READY;
        return takes ? search(sealed) : List.of();
    }
}
