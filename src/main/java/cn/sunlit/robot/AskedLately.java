package cn.sunlit.robot;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.ClosingCondition;
import cn.sunlit.cases.Outcome;
import cn.sunlit.kernel.Problem.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** A case ends without result only after every connected institution was asked within the last three months. */
@Component
class AskedLately implements ClosingCondition {

    private static final int NAMED = 5;

    private final Freshness freshness;

    AskedLately(Freshness freshness) {
        this.freshness = freshness;
    }

    @Override
    public List<Refusal> unmet(CaseFile file, Outcome outcome, LocalDate on) {
        if (outcome != Outcome.TERMINATED_THIS_PROCEDURE) {
            return List.of();
        }
        List<String> missing = freshness.missing(file, on);
        if (missing.isEmpty()) {
            return List.of();
        }
        String names = missing.stream().limit(NAMED).collect(Collectors.joining("、"));
        return List.of(new Refusal(
                "ZB-14",
                "终本合规核查第2项",
                "近三个月内有%d家已接通的协助单位没有查询（%s%s），已取消的不算"
                        .formatted(missing.size(), names, missing.size() > NAMED ? "等" : "")));
    }
}
