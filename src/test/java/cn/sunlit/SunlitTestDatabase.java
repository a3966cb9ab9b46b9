package cn.sunlit;

import cn.sunlit.database.TestServer;
import cn.sunlit.identity.ProviderOfACourt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.util.FileSystemUtils;

/** Behind {@link SunlitTest}: Spring caches a program by its customizer, which here is equal for one group only. */
class SunlitTestDatabase implements ContextCustomizerFactory {

    @Override
    public ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configuration) {
        var annotation = AnnotatedElementUtils.findMergedAnnotation(testClass, SunlitTest.class);
        if (annotation == null) {
            return null;
        }
        return new OwnDatabase(annotation.shared().isEmpty() ? testClass.getName() : annotation.shared());
    }

    private record OwnDatabase(String group) implements ContextCustomizer {
        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
            var database = TestServer.fresh();
            var data = temporaryDirectory();
            if (group.equals("doors")) {
                // Costs no program of its own: nothing is asked of a provider before somebody comes through it.
                context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("providers", ProviderOfACourt.settings()));
            }
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "sunlit test",
                            Map.of(
                                    "sunlit.database.url", database.url(),
                                    "sunlit.database.user", database.program(),
                                    "sunlit.database.password", database.programPassword(),
                                    "sunlit.database.owner", database.user(),
                                    "sunlit.database.owner.password", database.password(),
                                    "sunlit.data", data.toString(),
                                    // Some seconds of work in the background of each program: one group looks at it.
                                    "sunlit.sandbox.demo", group.equals("stories"))));
        }

        private static Path temporaryDirectory() {
            try {
                var data = Files.createTempDirectory("sunlit-data-");
                SpringApplication.getShutdownHandlers().add(() -> FileSystemUtils.deleteRecursively(data.toFile()));
                return data;
            } catch (IOException trouble) {
                throw new UncheckedIOException(trouble);
            }
        }
    }
}
