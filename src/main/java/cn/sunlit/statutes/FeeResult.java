package cn.sunlit.statutes;

import cn.sunlit.kernel.Money;
import java.util.List;

/**
 * A court fee with its proof.
 *
 * @param fee half up to the fen
 * @param steps each tier in a Chinese sentence
 * @param law the articles
 */
public record FeeResult(Money fee, List<String> steps, List<String> law) {
    public FeeResult {
        steps = List.copyOf(steps);
        law = List.copyOf(law);
    }
}
