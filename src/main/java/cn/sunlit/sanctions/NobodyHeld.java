package cn.sunlit.sanctions;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.ClosingCondition;
import cn.sunlit.cases.Outcome;
import cn.sunlit.kernel.Problem;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** No case closes while somebody is held in it, or a decision on that is open. */
@Component
class NobodyHeld implements ClosingCondition {

    private final PenaltyStore store;

    NobodyHeld(PenaltyStore store) {
        this.store = store;
    }

    @Override
    public List<Problem.Refusal> unmet(CaseFile file, Outcome outcome, LocalDate on) {
        return store.stand(file.id()).stream()
                .map(p -> new Problem.Refusal(
                        "CF-14",
                        "民诉法解释（2022）第一百八十二条",
                        "对%s的%s%s"
                                .formatted(
                                        p.person(),
                                        PenaltyDesk.measure(p.fineFen(), p.days()),
                                        p.state().equals("PROPOSED") ? "尚待院长决定" : "尚未解除")))
                .toList();
    }
}
