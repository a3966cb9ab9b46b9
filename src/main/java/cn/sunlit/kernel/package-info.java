/**
 * The words every module speaks: money, case numbers, courts, identity numbers, periods, the four refusals, and the
 * citation of a law. Pure values and interfaces; no table, no page, no Spring bean of its own but the clock.
 */
@ApplicationModule(
        displayName = "内核 kernel",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
@NullMarked
package cn.sunlit.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
