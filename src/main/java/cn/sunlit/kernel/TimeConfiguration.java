package cn.sunlit.kernel;

import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The only source of time. Law counts in days of Asia/Shanghai; the sandbox brings a clock that can be moved. */
@Configuration
public class TimeConfiguration {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** What every other clock shows, telephones among them: for codes by time, never for law, and not moved by the sandbox. */
    @Bean
    InstantSource machineTime() {
        return InstantSource.system();
    }

    @Bean
    @Profile("!sandbox")
    Clock clock() {
        return Clock.system(ZONE);
    }
}
