/**
 * The robot (机器人法官助理): when institutions are asked again without anybody's order, its diary and its switch; and how well
 * they answer. Tables: runs, diary, switch, quality of answers, monthly reports. Hears filings, closings, rounds that ended,
 * clues; asks through {@code inquiries}.
 */
@ApplicationModule(
        displayName = "机器人 robot",
        allowedDependencies = {
            "kernel",
            "statutes",
            "database",
            "keys",
            "web",
            "identity",
            "audit",
            "settings",
            "documents",
            "docket",
            "parties",
            "cases",
            "inquiries"
        })
@NullMarked
package cn.sunlit.robot;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
