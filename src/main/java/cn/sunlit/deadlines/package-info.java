/**
 * A last day as data: what it was reckoned from (start and what shows it, rule, days that do not count, extensions, the notices
 * its working days come from) and what came out, in one canonical text that anybody can reckon again without this program's
 * database. Pure: no Spring, no tables. What depends on which node is the docket's business.
 */
@ApplicationModule(
        displayName = "期限推算 deadlines",
        allowedDependencies = {"kernel", "statutes"})
@NullMarked
package cn.sunlit.deadlines;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
