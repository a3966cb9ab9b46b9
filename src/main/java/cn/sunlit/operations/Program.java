package cn.sunlit.operations;

import cn.sunlit.kernel.TimeConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What program this is, as the build noted it, and how its commands write the time. */
final class Program {

    private Program() {}

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    static String time(Instant at) {
        return TIME.format(at.atZone(TimeConfiguration.ZONE));
    }

    static String version() {
        return properties().getProperty("build.version", "dev");
    }

    /** When it was built; null when nobody noted it. */
    static @Nullable Instant built() {
        String time = properties().getProperty("build.time");
        return time == null ? null : Instant.parse(time);
    }

    private static Properties properties() {
        try (InputStream in = Program.class.getResourceAsStream("/META-INF/build-info.properties")) {
            Properties built = new Properties();
            if (in != null) {
                built.load(in);
            }
            return built;
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
