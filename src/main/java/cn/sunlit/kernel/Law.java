package cn.sunlit.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The words of a statute that a method implements; a test looks them up in the statute's text. */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Laws.class)
public @interface Law {
    /** The rule's id, used in explanations, refusals and test names. */
    String id();

    /** The statute's short name, as in the statutes module: {@code 民事诉讼法}. */
    String statute();

    /** The day on which this edition took effect, ISO 8601. */
    String edition();

    int article();

    /** Quoted word for word. */
    String text();
}
