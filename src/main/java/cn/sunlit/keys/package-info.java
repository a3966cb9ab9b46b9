/** Secrets that live outside the database: encryption, blind-index and signing keys, in files readable by their owner alone. */
@ApplicationModule(
        displayName = "密钥 keys",
        allowedDependencies = {"kernel"})
@NullMarked
package cn.sunlit.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
