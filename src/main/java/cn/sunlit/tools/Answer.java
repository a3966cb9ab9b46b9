package cn.sunlit.tools;

import cn.sunlit.web.Fact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tool answers, and why.
 *
 * @param label what the figure is
 * @param figure the answer itself
 * @param facts what belongs to it
 * @param steps how it came about, in order
 * @param law the articles that hold for the whole
 * @param notes what must be known before relying on it
 */
record Answer(
        String label,
        String figure,
        List<Fact> facts,
        @Nullable Table table,
        List<Step> steps,
        List<String> law,
        List<String> notes) {

    /** @param law the article that this step follows, or empty */
    record Step(String text, String law) {}

    record Table(String caption, List<String> heads, List<List<String>> rows) {}

    static Answer of(String label, String figure) {
        return new Answer(label, figure, List.of(), null, List.of(), List.of(), List.of());
    }

    Answer facts(Fact... more) {
        return new Answer(label, figure, List.of(more), table, steps, law, notes);
    }

    Answer table(String caption, List<String> heads, List<List<String>> rows) {
        return new Answer(label, figure, facts, new Table(caption, heads, rows), steps, law, notes);
    }

    Answer steps(List<Step> taken) {
        return new Answer(label, figure, facts, table, taken, law, notes);
    }

    Answer plainSteps(List<String> taken) {
        return steps(taken.stream().map(text -> new Step(text, "")).toList());
    }

    Answer law(List<String> articles) {
        return new Answer(label, figure, facts, table, steps, articles, notes);
    }

    Answer notes(List<String> more) {
        return new Answer(label, figure, facts, table, steps, law, more);
    }
}
