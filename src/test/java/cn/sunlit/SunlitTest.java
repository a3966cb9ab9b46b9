package cn.sunlit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;

/**
 * The whole program on a free port with the demonstration's people and partners, a database of its own and a data directory of
 * its own. The three hundred cases of the demonstration court come in the group {@code stories} alone.
 * The port is {@code @LocalServerPort}. Starting costs seconds, so classes that do not disturb each other name the same
 * {@link #shared()} group and get the same program.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(classes = Sunlit.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("sandbox")
public @interface SunlitTest {

    /** Classes of one group share one program and its database; empty means that this class has its own. */
    String shared() default "";
}
