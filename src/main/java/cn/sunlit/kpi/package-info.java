/** Indicators by one definition each, with numerator, denominator and the cases behind them. */
@ApplicationModule(
        displayName = "指标 kpi",
        allowedDependencies = {"kernel", "statutes", "database", "web", "identity", "docket", "cases", "funds"})
@NullMarked
package cn.sunlit.kpi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
