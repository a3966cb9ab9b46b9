/** Alerts that nobody answers climb from the owner to the team leader, the director and the supervisor; what is no node's; explanations; the morning's digest. */
@ApplicationModule(
        displayName = "预警升级 alerts",
        allowedDependencies = {
            "kernel",
            "statutes",
            "database",
            "web",
            "identity",
            "audit",
            "settings",
            "messages",
            "docket",
            "cases"
        })
@NullMarked
package cn.sunlit.alerts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
