package cn.sunlit.web;

import cn.sunlit.kernel.Problem;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What becomes of a posted form: the act is done, the browser is sent on, and the page it comes to says what was done. What the
 * rules or the state of things refuse is answered by the page itself, with the reasons and what was typed.
 */
public final class Posted {

    private Posted() {}

    /**
     * @param path where to go after the act
     * @param done the word about it there
     * @param refused the page for a {@link Problem.Conflict} or a {@link Problem.Invalid}; others are not the form's to answer
     */
    public static Object act(
            RedirectAttributes after, String path, String done, Runnable act, Function<Problem, Object> refused) {
        return act(
                after,
                path,
                () -> {
                    act.run();
                    return done;
                },
                refused);
    }

    /** The same for an act that tells itself what it did. */
    public static Object act(
            RedirectAttributes after, String path, Supplier<String> act, Function<Problem, Object> refused) {
        String done;
        try {
            done = act.get();
        } catch (Problem.Conflict | Problem.Invalid problem) {
            return refused.apply(problem);
        }
        after.addFlashAttribute("notice", done);
        return "redirect:" + path;
    }
}
