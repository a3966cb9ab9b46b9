/** What staff see when they come in: the judge's day, the case page with its timeline and acts, the robot's and the command centre's view. */
@ApplicationModule(
        displayName = "办案台 desk",
        allowedDependencies = {
            "kernel",
            "statutes",
            "database",
            "web",
            "identity",
            "audit",
            "messages",
            "documents",
            "docket",
            "parties",
            "cases",
            "alerts",
            "inquiries",
            "funds",
            "property",
            "livesealing",
            "garnishment",
            "distribution",
            "sanctions",
            "initiation",
            "kpi",
            "oversight"
        })
@NullMarked
package cn.sunlit.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
