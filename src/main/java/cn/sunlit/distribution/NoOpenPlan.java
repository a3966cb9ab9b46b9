package cn.sunlit.distribution;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.ClosingCondition;
import cn.sunlit.cases.Outcome;
import cn.sunlit.kernel.Problem;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** A case does not close while it holds money for others. */
@Component
class NoOpenPlan implements ClosingCondition {

    private final PlanStore store;

    NoOpenPlan(PlanStore store) {
        this.store = store;
    }

    @Override
    public List<Problem.Refusal> unmet(CaseFile file, Outcome outcome, LocalDate on) {
        return store.hosted(file.id()).stream()
                .filter(p -> p.state().isOpen())
                .map(p -> new Problem.Refusal(
                        "FP-26",
                        "",
                        "本案主持的财产分配方案（案款%s元）尚未办结：%s"
                                .formatted(p.pool().display(), p.state().zh())))
                .toList();
    }
}
