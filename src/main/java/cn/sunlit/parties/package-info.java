/** Persons and organisations across cases; identity numbers encrypted, found by a keyed hash, shown masked. */
@ApplicationModule(
        displayName = "当事人 parties",
        allowedDependencies = {"kernel", "database", "keys", "web", "identity", "audit"})
@NullMarked
package cn.sunlit.parties;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
