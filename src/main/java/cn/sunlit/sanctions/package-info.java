/** Consumption restriction and the defaulter list: proposed and approved by two people, withdrawn on performance. */
@ApplicationModule(
        displayName = "惩戒 sanctions",
        allowedDependencies = {
            "kernel",
            "statutes",
            "database",
            "web",
            "identity",
            "settings",
            "audit",
            "messages",
            "documents",
            "docket",
            "parties",
            "cases",
            "inquiries",
            "funds",
            "property"
        })
@NullMarked
package cn.sunlit.sanctions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
