package cn.sunlit.initiation;

import cn.sunlit.kernel.Problem;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the opening of a case has come.
 *
 * @param done the acts on record
 * @param waiting what could not be done yet and why
 * @param performBy the last day of the period that the enforcement notice gives; absent until it is issued and served
 */
public record InitiationView(
        String number,
        List<StepDone> done,
        List<Problem.Refusal> waiting,
        @Nullable LocalDate performBy) {

    public boolean has(Step step) {
        return done.stream().anyMatch(each -> each.step() == step);
    }
}
