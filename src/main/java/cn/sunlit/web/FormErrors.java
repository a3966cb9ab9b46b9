package cn.sunlit.web;

import cn.sunlit.kernel.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with a form that is shown again, by field; {@link #NONE} when it is shown for the first time. */
public record FormErrors(List<Problem.FieldError> errors) {

    public static final FormErrors NONE = new FormErrors(List.of());

    public FormErrors {
        errors = List.copyOf(errors);
    }

    public static FormErrors of(Problem.Invalid problem) {
        return new FormErrors(problem.errors());
    }

    /** All messages on this field, or empty. */
    public String on(String field) {
        return errors.stream()
                .filter(e -> e.field().equals(field))
                .map(Problem.FieldError::message)
                .collect(Collectors.joining("；"));
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }
}
