/** What parties see and do on a phone: list one as a map, list two, messages. */
@ApplicationModule(
        displayName = "门户 portal",
        allowedDependencies = {
            "kernel",
            "statutes",
            "database",
            "web",
            "identity",
            "publicity",
            "audit",
            "messages",
            "documents",
            "docket",
            "parties",
            "cases",
            "notices",
            "rights",
            "inquiries",
            "funds",
            "instalments",
            "slips",
            "property",
            "livesealing",
            "sanctions"
        })
@NullMarked
package cn.sunlit.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
