/** Where the data lie: the embedded durable PostgreSQL or a court's own server, and each module's migrations in the order of the floors. */
@ApplicationModule(
        displayName = "数据库 database",
        allowedDependencies = {"kernel"})
@NullMarked
package cn.sunlit.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
