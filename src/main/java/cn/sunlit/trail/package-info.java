/**
 * The auditor's trail (审计线索): from a day's control totals to account, voucher and the bank's message, and back. It reads the
 * ledger and changes nothing.
 */
@ApplicationModule(
        displayName = "审计线索 trail",
        allowedDependencies = {"kernel", "keys", "web", "identity", "audit", "bank", "ledger", "funds"})
@NullMarked
package cn.sunlit.trail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
