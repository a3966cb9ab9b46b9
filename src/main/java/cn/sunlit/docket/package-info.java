/** The catalogues of 76 inner and 23 public nodes as versioned configuration, the nodes of each case, due dates, alerts, lists one and three. */
@ApplicationModule(
        displayName = "节点 docket",
        allowedDependencies = {
            "kernel",
            "statutes",
            "deadlines",
            "database",
            "web",
            "identity",
            "publicity",
            "audit",
            "settings",
            "documents"
        })
@NullMarked
package cn.sunlit.docket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
