package cn.sunlit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;

/** A court's own installation must not carry demonstration log-ins, a movable clock or a simulated bank. */
class SandboxAbsentTest {

    @Test
    void every_part_of_the_sandbox_exists_in_the_profile_sandbox_only() {
        var components = ProgramClasses.under("cn.sunlit.sandbox").stream()
                .filter(type -> AnnotatedElementUtils.isAnnotated(type, Component.class) || declaresBeans(type))
                .toList();
        assertThat(components).isNotEmpty();
        assertThat(components.stream().filter(type -> !onlyInSandbox(type)).toList())
                .as("parts of the sandbox without @Profile(\"sandbox\")")
                .isEmpty();
    }

    private static boolean declaresBeans(Class<?> type) {
        return List.of(type.getDeclaredMethods()).stream()
                .anyMatch(method -> AnnotatedElementUtils.isAnnotated(method, Bean.class));
    }

    private static boolean onlyInSandbox(Class<?> type) {
        for (Class<?> outer = type; outer != null; outer = outer.getEnclosingClass()) {
            var profile = AnnotatedElementUtils.findMergedAnnotation(outer, Profile.class);
            if (profile != null && List.of(profile.value()).equals(List.of("sandbox"))) {
                return true;
            }
        }
        return false;
    }
}
