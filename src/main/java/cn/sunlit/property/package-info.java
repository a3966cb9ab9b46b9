/** Assets across cases and the measures on them: freeze, seal, seize, deduct, renew, release; terms, waiting rank, never beyond the debt. */
@ApplicationModule(
        displayName = "财产 property",
        allowedDependencies = {
            "kernel",
            "statutes",
            "database",
            "keys",
            "settings",
            "web",
            "identity",
            "publicity",
            "audit",
            "settings",
            "messages",
            "documents",
            "docket",
            "parties",
            "cases",
            "alerts",
            "inquiries",
            "funds"
        })
@NullMarked
package cn.sunlit.property;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
