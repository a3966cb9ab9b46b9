/** Supervision: orders with a reply due (督办), and patterns of passive or selective enforcement, shown with their rows and never as a verdict. */
@ApplicationModule(
        displayName = "督办与提示 oversight",
        allowedDependencies = {
            "kernel",
            "statutes",
            "database",
            "web",
            "identity",
            "audit",
            "settings",
            "documents",
            "docket",
            "cases",
            "alerts"
        })
@NullMarked
package cn.sunlit.oversight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
