/** Filing, import, numbering, obligations, assignment, stages, closing. */
@ApplicationModule(
        displayName = "案件 cases",
        allowedDependencies = {
            "kernel",
            "statutes",
            "database",
            "keys",
            "web",
            "identity",
            "publicity",
            "audit",
            "settings",
            "messages",
            "documents",
            "docket",
            "parties"
        })
@NullMarked
package cn.sunlit.cases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
