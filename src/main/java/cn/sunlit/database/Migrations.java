package cn.sunlit.database;

import cn.sunlit.kernel.CannotStart;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Brings every module's schema to the state this program was written for, lowest floor first, so that a foreign key may
 * point to a lower module. Each module has its own schema, its own folder {@code db/<module>} and its own history.
 */
final class Migrations {

    /** In the order of the floors; {@code events} is the registry of events between modules. */
    static final List<String> MODULES = List.of(
            "events",
            "keys",
            "identity",
            "audit",
            "settings",
            "messages",
            "documents",
            "docket",
            "powers",
            "parties",
            "cases",
            "alerts",
            "notices",
            "rights",
            "inquiries",
            "funds",
            "property",
            "livesealing",
            "garnishment",
            "distribution",
            "sanctions",
            "robot",
            "initiation",
            "cooperation",
            "investigation",
            "kpi",
            "oversight",
            "desk",
            "portal",
            "operations",
            "privacy",
            "supervision",
            "sandbox");

    private Migrations() {}

    /**
     * Any number of processes may call this at once: Flyway lets one migrate and the others wait.
     *
     * @return how many migrations ran
     */
    static int migrate(DataSource database) {
        int ran = 0;
        for (var module : MODULES) {
            if (!hasMigrations(module)) {
                continue;
            }
            ran += migrate(database, module, MigrationVersion.LATEST);
        }
        if (ran > 0) {
            renewNotes(database);
        }
        return ran;
    }

    /** A bound table may have got other columns; see db/audit. */
    private static void renewNotes(DataSource database) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("call audit.renew_notes()");
        } catch (SQLException broken) {
            throw new CannotStart("数据库中登记业务数据散列值的函数无法更新，程序未启动：%s".formatted(broken.getMessage()), broken);
        }
    }

    static int migrate(DataSource database, String module, MigrationVersion target) {
        try {
            return of(database, module, target).migrate().migrationsExecuted;
        } catch (FlywayException broken) {
            throw new CannotStart("数据库模块 %s 的表结构无法升级到本版本，程序未启动：%s".formatted(module, firstLine(broken)), broken);
        }
    }

    static Flyway of(DataSource database, String module, MigrationVersion target) {
        return Flyway.configure()
                .dataSource(database)
                .schemas(module)
                .defaultSchema(module)
                .createSchemas(true)
                .table(Schemas.HISTORY)
                .locations("classpath:db/" + module)
                .target(target)
                .load();
    }

    static boolean hasMigrations(String module) {
        return Migrations.class.getResource("/db/" + module + "/") != null
                || Migrations.class.getResource("/db/" + module) != null;
    }

    private static String firstLine(Throwable problem) {
        var message = String.valueOf(problem.getMessage()).strip().replaceAll("\\s+", " ");
        return message.length() > 600 ? message.substring(0, 600) : message;
    }
}
