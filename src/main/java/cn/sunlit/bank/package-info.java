/**
 * The bank's messages and the way to it: reads what banks write (camt.053, camt.054, pain.002, MT940) and writes payment orders
 * (pain.001), over HTTPS or by folder. It knows no account, case or booking: what came goes into the {@link
 * cn.sunlit.bank.BankInbox}, whoever takes it, and what goes out is said by whoever pays.
 */
@ApplicationModule(
        displayName = "银行报文 bank",
        allowedDependencies = {"kernel", "statutes", "exchange", "settings", "identity"})
@NullMarked
package cn.sunlit.bank;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
