/** One case, one account: double entry in fen, receipts from bank messages, suspense, settlement, distribution approved by two people, payment. */
@ApplicationModule(
        displayName = "案款 funds",
        allowedDependencies = {
            "kernel",
            "statutes",
            "database",
            "keys",
            "web",
            "identity",
            "settings",
            "publicity",
            "audit",
            "messages",
            "documents",
            "docket",
            "parties",
            "cases",
            "bank",
            "ledger",
            "reconciliation",
            "alerts"
        })
@NullMarked
package cn.sunlit.funds;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
