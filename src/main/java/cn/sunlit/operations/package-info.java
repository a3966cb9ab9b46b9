/**
 * What keeps an installation running: backup and restore with the proof that the record is whole, the gate that lets no demonstration
 * into production, figures for whoever watches. Table {@code operations.restoration}.
 */
@ApplicationModule(
        displayName = "运行 operations",
        allowedDependencies = {"kernel", "database", "keys", "web", "identity", "audit"})
@NullMarked
package cn.sunlit.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
