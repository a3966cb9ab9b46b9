package cn.sunlit.statutes;

import cn.sunlit.kernel.Problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rule of the law answers: yes with a result, no with every unmet condition, or: a person must judge. */
public sealed interface Decision<T> {

    record Granted<T>(T result) implements Decision<T> {}

    /** @param refusals every unmet condition, each with its article */
    record Refused<T>(List<Refusal> refusals) implements Decision<T> {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    /**
     * The rule leaves it to a person.
     *
     * @param questions what the person has to judge, each with its article
     * @param computed the part that could be computed without them, or null
     */
    record NeedsJudgement<T>(
            List<Refusal> questions, @Nullable T computed) implements Decision<T> {
        public NeedsJudgement {
            questions = List.copyOf(questions);
        }
    }
}
