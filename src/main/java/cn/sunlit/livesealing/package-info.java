/**
 * Controlled property that stays in use within a supervised plan (活封活扣): who may be paid, for what, how much a month; the bank
 * asks before it pays; reports, breaches, the end.
 */
@ApplicationModule(
        displayName = "活封活扣 livesealing",
        allowedDependencies = {
            "kernel",
            "statutes",
            "database",
            "keys",
            "web",
            "identity",
            "publicity",
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
package cn.sunlit.livesealing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
