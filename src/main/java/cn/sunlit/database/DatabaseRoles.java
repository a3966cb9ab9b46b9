package cn.sunlit.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.core.env.Environment;

/**
 * The two log-ins of the database: the program's own, and the owner's of all tables, which migrates them. A court's server
 * that names no owner is migrated by the program's own user.
 */
record DatabaseRoles(String url, Login program, Login owner) {

    record Login(@Nullable String user, @Nullable String password) {}

    static DatabaseRoles of(EmbeddedServer own) throws IOException {
        return new DatabaseRoles(
                own.url(EmbeddedServer.DATABASE),
                new Login(EmbeddedServer.PROGRAM_ROLE, own.programPassword()),
                new Login(EmbeddedServer.ROLE, own.password()));
    }

    static DatabaseRoles of(Environment settings) {
        Login program = new Login(
                orNull(settings.getProperty("sunlit.database.user")),
                orNull(settings.getProperty("sunlit.database.password")));
        String owner = orNull(settings.getProperty("sunlit.database.owner"));
        return new DatabaseRoles(
                settings.getRequiredProperty("sunlit.database.url").strip(),
                program,
                owner == null
                        ? program
                        : new Login(owner, orNull(settings.getProperty("sunlit.database.owner.password"))));
    }

    boolean twoRoles() {
        return !owner.equals(program);
    }

    DataSource ownerSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        if (owner.user() != null) {
            source.setUser(owner.user());
        }
        if (owner.password() != null) {
            source.setPassword(owner.password());
        }
        return source;
    }

    /** A few connections that are soon closed again: migrations open many, one after the other. */
    HikariDataSource ownerPool() {
        var pool = new HikariDataSource();
        pool.setPoolName("database-owner");
        pool.setMaximumPoolSize(3);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(10_000);
        pool.setInitializationFailTimeout(-1);
        pool.setJdbcUrl(url);
        pool.setUsername(owner.user());
        pool.setPassword(owner.password());
        return pool;
    }

    static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    @Override
    public String toString() {
        return "DatabaseRoles[" + program.user() + ", " + owner.user() + "]";
    }
}
