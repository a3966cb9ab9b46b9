package cn.sunlit.web;

import cn.sunlit.kernel.Problem;
import java.util.List;

/**
 * What went wrong, as told to whoever asked.
 *
 * @param kind the last part of the stable type {@code urn:sunlit:problem:<kind>}
 * @param detail a Chinese sentence for this very call
 */
public record Trouble(
        int status,
        String kind,
        String title,
        String detail,
        List<Problem.FieldError> errors,
        List<Problem.Refusal> refusals) {

    public Trouble {
        errors = List.copyOf(errors);
        refusals = List.copyOf(refusals);
    }

    public static Trouble of(int status, String kind, String title, String detail) {
        return new Trouble(status, kind, title, detail, List.of(), List.of());
    }

    /** The request as a whole cannot be read. */
    static Trouble unreadable(String sentence) {
        return of(400, "unreadable", "请求无法识别", sentence);
    }

    /** It can be read, and this field of it is wrong. */
    static Trouble wrong(String field, String message) {
        return field.isEmpty() ? unreadable(message) : of(new Problem.Invalid(field, message));
    }

    static Trouble of(Problem problem) {
        String sentence = problem.getMessage() == null ? "" : problem.getMessage();
        return switch (problem) {
            case Problem.NotFound p -> of(404, "not-found", "没有找到", sentence);
            case Problem.Forbidden p -> of(403, "forbidden", "没有权限", sentence);
            case Problem.Conflict p -> new Trouble(409, "conflict", "不符合办理条件", sentence, List.of(), p.refusals());
            case Problem.Invalid p -> new Trouble(422, "invalid", "填写不正确", sentence, p.errors(), List.of());
        };
    }
}
