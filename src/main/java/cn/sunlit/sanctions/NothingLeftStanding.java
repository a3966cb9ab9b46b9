package cn.sunlit.sanctions;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.ClosingCondition;
import cn.sunlit.cases.Outcome;
import cn.sunlit.kernel.Problem;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** After full performance no sanction is left standing when the case closes. */
@Component
class NothingLeftStanding implements ClosingCondition {

    private final SanctionStore store;

    NothingLeftStanding(SanctionStore store) {
        this.store = store;
    }

    @Override
    public List<Problem.Refusal> unmet(CaseFile file, Outcome outcome, LocalDate on) {
        if (outcome != Outcome.FULLY_PERFORMED) {
            return List.of();
        }
        return store.stand(file.id()).stream()
                .map(s -> s.ground().kind() == SanctionKind.DISHONESTY_LISTING
                        ? new Problem.Refusal(
                                "CJ-06", "失信名单规定（2017）第十条", "%s的失信信息尚未删除（有固定期限的，须作出提前删除决定）".formatted(s.name()))
                        : new Problem.Refusal("CJ-08", "限制消费规定（2015）第九条", "对%s的限制消费令尚未解除".formatted(s.name())))
                .toList();
    }
}
