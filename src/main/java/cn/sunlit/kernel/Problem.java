package cn.sunlit.kernel;

import java.util.List;

/**
 * Why a call was not carried out, in Chinese for the person who made it. Four kinds and no more: {@link NotFound},
 * {@link Forbidden}, {@link Conflict}, {@link Invalid}; the web module renders each as a page or as RFC 9457
 * {@code application/problem+json}. Nothing was changed when one is thrown.
 */
public abstract sealed class Problem extends RuntimeException {

    protected Problem(String sentence) {
        super(sentence);
    }

    /** What a page tells the person, a sentence each; the single conditions or fields where there are any. */
    public List<String> sentences() {
        return List.of(String.valueOf(getMessage()));
    }

    /** There is no such thing, or the caller may not know that there is. */
    public static final class NotFound extends Problem {
        public NotFound(String sentence) {
            super(sentence);
        }
    }

    /** The caller may not do this. */
    public static final class Forbidden extends Problem {
        public Forbidden(String sentence) {
            super(sentence);
        }
    }

    /** The state of things does not allow it (any more); a legal refusal lists every unmet condition. */
    public static final class Conflict extends Problem {
        private final transient List<Refusal> refusals;

        public Conflict(String sentence) {
            this(sentence, List.of());
        }

        public Conflict(String sentence, List<Refusal> refusals) {
            super(sentence);
            this.refusals = List.copyOf(refusals);
        }

        public List<Refusal> refusals() {
            return refusals;
        }

        @Override
        public List<String> sentences() {
            return refusals.isEmpty()
                    ? super.sentences()
                    : refusals.stream().map(Refusal::sentence).toList();
        }
    }

    /** The input breaks rules; every broken one is named with its field. */
    public static final class Invalid extends Problem {
        private final transient List<FieldError> errors;

        public Invalid(List<FieldError> errors) {
            super(errors.size() == 1 ? errors.getFirst().message() : "有 %d 处填写不正确".formatted(errors.size()));
            this.errors = List.copyOf(errors);
        }

        public Invalid(String field, String message) {
            this(List.of(new FieldError(field, message)));
        }

        public List<FieldError> errors() {
            return errors;
        }

        @Override
        public List<String> sentences() {
            return errors.stream().map(FieldError::message).toList();
        }
    }

    /**
     * @param field the path of the field as in the JSON, {@code respondents[0].idNumber}
     * @param message the rule in a Chinese sentence
     */
    public record FieldError(String field, String message) {}

    /**
     * @param rule the id of the rule, {@code JA-01}
     * @param law the article, {@code 民事诉讼法（2023）第二百五十一条}, or empty for a local rule
     * @param because what is missing, in a Chinese sentence
     */
    public record Refusal(String rule, String law, String because) {

        /** The condition with its article. */
        public String sentence() {
            return law.isEmpty() ? because : because + "（" + law + "）";
        }
    }
}
