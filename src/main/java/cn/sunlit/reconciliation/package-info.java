/**
 * The ledger beside the bank (对账、日结): the bank's statements with their pages, the report of a day, its close, each difference by its
 * name and how two people end it. It writes {@code statement}, {@code statement_entry}, {@code statement_page}, {@code day_close},
 * {@code day_difference}, {@code day_check} and {@code resolution} in the schema of {@code funds}; a difference that ends as unknown money
 * adds its row to {@code receipt}.
 */
@ApplicationModule(
        displayName = "对账 reconciliation",
        allowedDependencies = {"kernel", "web", "identity", "audit", "bank", "alerts", "ledger"})
@NullMarked
package cn.sunlit.reconciliation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
