/** Personal data under the law: keys renewed under what is stored, who read what, requests of parties, terms after which data go. */
@ApplicationModule(
        displayName = "个人信息 privacy",
        allowedDependencies = {"kernel", "statutes", "database", "keys", "web", "identity", "audit"})
@NullMarked
package cn.sunlit.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
