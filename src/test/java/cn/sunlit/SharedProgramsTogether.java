package cn.sunlit;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Classes that share a program follow each other, so that it is started once and only one is kept. What runs beside the
 * others comes first, stories at the front, since they are long: whoever is done early takes the short ones at the end.
 */
public final class SharedProgramsTogether implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors()
                .sort(Comparator.comparing(SharedProgramsTogether::place)
                        .thenComparing(SharedProgramsTogether::program)
                        // And not as a disk happens to list them.
                        .thenComparing(each -> each.getTestClass().getName()));
    }

    private static int place(ClassDescriptor each) {
        if (each.findAnnotation(Execution.class)
                .filter(how -> how.value() == ExecutionMode.CONCURRENT)
                .isEmpty()) {
            return 2;
        }
        return each.getTestClass().getSimpleName().endsWith("Story") ? 0 : 1;
    }

    private static String program(ClassDescriptor each) {
        return each.findAnnotation(SunlitTest.class).map(SunlitTest::shared).orElse("");
    }
}
