package cn.sunlit.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A local rule or a default of the product: never law, open to a court's own configuration. */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Practice {
    /** The rule's id. */
    String id();

    /** What it says and where it comes from. */
    String text();
}
