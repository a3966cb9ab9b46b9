/**
 * Distribution among several creditors of one debtor (参与分配、财产分配方案): who takes part, the plan with each fen and its article,
 * its service, the objections with their three terms, and what is paid, set aside and deposited. 民诉法解释第五百零六条至第五百一十四条。
 */
@ApplicationModule(
        displayName = "分配方案 distribution",
        allowedDependencies = {
            "kernel",
            "statutes",
            "database",
            "keys",
            "settings",
            "web",
            "identity",
            "publicity",
            "audit",
            "alerts",
            "documents",
            "docket",
            "parties",
            "cases",
            "funds",
            "property"
        })
@NullMarked
package cn.sunlit.distribution;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
