/** The opening acts of a case (A07, B01–B04): intake, notice to perform with fee and account, order to report property, service, call for clues. */
@ApplicationModule(
        displayName = "启动 initiation",
        allowedDependencies = {
            "kernel",
            "statutes",
            "database",
            "web",
            "identity",
            "audit",
            "settings",
            "messages",
            "documents",
            "docket",
            "parties",
            "cases",
            "funds"
        })
@NullMarked
package cn.sunlit.initiation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
