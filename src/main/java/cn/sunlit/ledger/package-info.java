/**
 * The ledger (账簿): accounts of courts, cases, payers and creditors, and vouchers of double entry in fen. It writes {@code account},
 * {@code payer_number}, {@code voucher} and {@code posting} in the schema of {@code funds}; a set of receipts books its vouchers by one
 * statement of its own ({@code funds}).
 */
@ApplicationModule(
        displayName = "账簿 ledger",
        allowedDependencies = {"kernel", "database", "parties"})
@NullMarked
package cn.sunlit.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
