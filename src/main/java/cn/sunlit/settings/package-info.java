/**
 * What is set while the program runs: the State Council's notices on holidays, and what a court sets for the defaults of the
 * product ({@code @Practice}), each from a day on. Tables {@code settings.holiday_notice} and {@code settings.practice}, both
 * append-only.
 */
@ApplicationModule(
        displayName = "设定 settings",
        allowedDependencies = {"kernel", "statutes", "database", "identity", "audit"})
@NullMarked
package cn.sunlit.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
