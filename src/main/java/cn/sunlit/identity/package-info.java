/** Courts and their tree, staff, roles, the table of who may do what, and the log-in of staff, parties and machines. */
@ApplicationModule(
        displayName = "身份 identity",
        allowedDependencies = {"kernel", "database", "keys", "web"})
@NullMarked
package cn.sunlit.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
