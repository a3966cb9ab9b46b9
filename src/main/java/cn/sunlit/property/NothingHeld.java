package cn.sunlit.property;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.ClosingCondition;
import cn.sunlit.cases.Outcome;
import cn.sunlit.kernel.Problem;
import cn.sunlit.property.MeasureStore.Measure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** A case does not close as fully performed while it holds anything (查封扣押冻结规定第二十八条第（四）项). */
@Component
class NothingHeld implements ClosingCondition {

    private final MeasureStore store;

    NothingHeld(MeasureStore store) {
        this.store = store;
    }

    @Override
    public List<Problem.Refusal> unmet(CaseFile file, Outcome outcome, LocalDate on) {
        List<Problem.Refusal> unmet = new ArrayList<>();
        for (Measure m : store.standing(file.id())) {
            String what = m.thing();
            if (m.state().equals("ORDERED")) {
                unmet.add(new Problem.Refusal("KZ-26", "", what + "的" + m.kind().zh() + "尚未得到协助单位反馈"));
            } else if (outcome == Outcome.FULLY_PERFORMED) {
                unmet.add(new Problem.Refusal(
                        "KZ-22",
                        "查封扣押冻结规定（2020）第二十八条第（四）项",
                        what + "的" + m.kind().zh() + "尚未解除"));
            }
        }
        return unmet;
    }
}
