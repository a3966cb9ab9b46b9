package cn.sunlit.identity;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is away, both days included.
 *
 * @param deputy the log-in of who stands in, or null
 */
public record Absence(
        long id,
        String login,
        LocalDate from,
        LocalDate to,
        @Nullable String deputy,
        String reason) {}
