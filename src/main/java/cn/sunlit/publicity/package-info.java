/** What of a case is open to whom (N5 五五公开): five audiences, five views, one table in {@code publicity.txt}. */
@ApplicationModule(
        displayName = "公开 publicity",
        allowedDependencies = {"kernel", "identity"})
@NullMarked
package cn.sunlit.publicity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
