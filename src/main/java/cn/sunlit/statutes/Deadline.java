package cn.sunlit.statutes;

import java.time.LocalDate;
import java.util.List;

/**
 * The last day of a period with its proof: each step in words, the date it leads to, and the articles it follows.
 *
 * @param endsOn the last day on which the act is in time
 * @param provisional whether a year was touched whose holidays are not published: to be computed again then
 * @param steps how the date came about, in order
 * @param law the articles, {@code 民事诉讼法（2023）第八十五条}
 */
public record Deadline(LocalDate endsOn, boolean provisional, List<Step> steps, List<String> law) {

    /**
     * @param text the step in a Chinese sentence
     * @param date the date after this step
     */
    public record Step(String text, LocalDate date) {}

    public Deadline {
        steps = List.copyOf(steps);
        law = List.copyOf(law);
    }
}
