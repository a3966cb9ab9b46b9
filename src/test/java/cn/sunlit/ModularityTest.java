package cn.sunlit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.modulith.core.ApplicationModules;

@Execution(ExecutionMode.CONCURRENT)
class ModularityTest {

    @Test
    void every_module_uses_only_the_faces_of_the_modules_it_names_and_no_two_use_each_other() {
        ApplicationModules.of(Sunlit.class).verify();
    }
}
