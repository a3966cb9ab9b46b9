/** Institutions, requests in an outbox, the client over HTTP, raw answers, the robot that starts first inquiries by itself. */
@ApplicationModule(
        displayName = "查询 inquiries",
        allowedDependencies = {
            "kernel",
            "exchange",
            "statutes",
            "database",
            "keys",
            "web",
            "identity",
            "audit",
            "settings",
            "messages",
            "documents",
            "docket",
            "parties",
            "cases"
        })
@NullMarked
package cn.sunlit.inquiries;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
