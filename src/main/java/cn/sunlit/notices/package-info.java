/** What parties and their agents are told of public nodes (N4 智能推送): at once on the portal, and by SMS as they chose and the hour allows. */
@ApplicationModule(
        displayName = "告知 notices",
        allowedDependencies = {
            "kernel",
            "statutes",
            "database",
            "web",
            "identity",
            "publicity",
            "settings",
            "messages",
            "docket",
            "parties",
            "cases"
        })
@NullMarked
package cn.sunlit.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
