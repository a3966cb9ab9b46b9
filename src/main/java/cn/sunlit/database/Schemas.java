package cn.sunlit.database;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationVersion;

/** The modules' schemas as this program knows them, for what works on all of them at once: backup and restore. */
public final class Schemas {

    /** The table of each schema in which its migrations are noted. */
    public static final String HISTORY = "flyway_history";

    private Schemas() {}

    /** In the order of the floors. */
    public static List<String> modules() {
        return Migrations.MODULES.stream().filter(Migrations::hasMigrations).toList();
    }

    /**
     * Brings a database to the state that an older program left, or to today's.
     *
     * @param versions a module's last migration; a module that is not named stays away
     */
    public static void migrate(DataSource database, Map<String, String> versions) {
        for (String module : modules()) {
            String version = versions.get(module);
            if (version != null) {
                Migrations.migrate(database, module, MigrationVersion.fromVersion(version));
            }
        }
    }

    /** Each module's last migration in a database that is migrated. */
    public static Map<String, String> newest(DataSource database) {
        Map<String, String> newest = new LinkedHashMap<>();
        for (String module : modules()) {
            var all = Migrations.of(database, module, MigrationVersion.LATEST)
                    .info()
                    .all();
            if (all.length > 0) {
                newest.put(module, String.valueOf(all[all.length - 1].getVersion()));
            }
        }
        return newest;
    }
}
