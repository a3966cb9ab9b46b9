/** The demonstration court, simulated institutions, bank and SMS gateway with faults, and the movable clock. Exists only in the profile sandbox. */
@ApplicationModule(
        displayName = "沙箱 sandbox",
        allowedDependencies = {
            "kernel",
            "statutes",
            "database",
            "keys",
            "web",
            "identity",
            "audit",
            "messages",
            "documents",
            "docket",
            "parties",
            "cases",
            "inquiries",
            "funds",
            "property",
            "livesealing",
            "sanctions",
            "cooperation",
            "initiation",
            "kpi",
            "desk",
            "portal"
        })
@NullMarked
package cn.sunlit.sandbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
