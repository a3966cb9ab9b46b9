package cn.sunlit.database;

import cn.sunlit.kernel.CannotStart;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The one {@link DataSource}: a court's own server where {@code SUNLIT_DATABASE_URL} names one, the embedded server
 * otherwise. It is handed out migrated, so no bean ever meets a schema that is older than the program.
 */
@Configuration
class DatabaseConfiguration {

    /** Of the 100 connections that the embedded server allows; two cores serve no more at once, others wait their turn. */
    private static final int POOL = 24;

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseConfiguration.class);

    @Bean(destroyMethod = "close")
    @Conditional(NoOtherServer.class)
    EmbeddedServer embeddedServer(@Value("${sunlit.data:data}") String data) {
        return EmbeddedServer.start(Path.of(data, "postgres"));
    }

    @Bean
    DatabaseRoles databaseRoles(Environment settings, ObjectProvider<EmbeddedServer> embedded) throws Exception {
        EmbeddedServer own = embedded.getIfAvailable();
        return own == null ? DatabaseRoles.of(settings) : DatabaseRoles.of(own);
    }

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(Environment settings, DatabaseRoles roles) {
        var pool = new HikariDataSource();
        pool.setPoolName("database");
        pool.setMaximumPoolSize(settings.getProperty("sunlit.database.pool", Integer.class, POOL));
        pool.setMinimumIdle(2);
        // A person waits for the page: better a plain refusal than a minute of nothing.
        pool.setConnectionTimeout(10_000);
        pool.setInitializationFailTimeout(-1);
        if ("SM3".equals(settings.getProperty("sunlit.audit.hash"))) {
            // The database knows no SM3: it notes written rows by their text, and the program hashes them.
            pool.setConnectionInitSql("set audit.algorithm = 'SM3'");
        }
        // The server's details of an error repeat the row, and messages of errors end up in logs.
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        pool.setJdbcUrl(roles.url());
        pool.setUsername(roles.program().user());
        pool.setPassword(roles.program().password());
        try {
            reach(pool);
            migrate(roles);
            refuseToRewrite(pool, settings.matchesProfiles("sandbox"));
        } catch (RuntimeException refused) {
            pool.close();
            throw refused;
        }
        return pool;
    }

    /** As the owner, over connections that end here. */
    private static void migrate(DatabaseRoles roles) {
        try (var owner = roles.ownerPool()) {
            reach(owner);
            int ran = Migrations.migrate(owner);
            String program = roles.program().user();
            if (program != null && roles.twoRoles()) {
                Rights.give(owner, program, ran > 0);
            }
        }
    }

    private static void refuseToRewrite(DataSource pool, boolean sandbox) {
        try (var connection = pool.getConnection()) {
            if (!Rights.mayRewriteRecord(connection)) {
                return;
            }
            String user = connection.getMetaData().getUserName();
            if (!sandbox) {
                throw new CannotStart(("程序的数据库用户 %s 可以改写存证记录，程序未启动：请另设一个数据表的所有者，"
                                + "用 SUNLIT_DATABASE_OWNER 和 SUNLIT_DATABASE_OWNER_PASSWORD 指定，程序用户不得拥有数据表，也不得是超级用户。")
                        .formatted(user));
            }
            LOG.warn("程序的数据库用户 {} 可以改写存证记录；只有演示环境才允许", user);
        } catch (java.sql.SQLException unreadable) {
            throw new CannotStart("程序的数据库用户的权限无法核对，程序未启动：%s".formatted(unreadable.getMessage()), unreadable);
        }
    }

    @Bean
    @Profile("sandbox")
    OwnerDatabase ownerDatabase(DatabaseRoles roles, DataSource migrated) {
        return new OwnerDatabase(roles.ownerSource());
    }

    @Bean
    JdbcClient jdbcClient(DataSource database) {
        return SunlitJdbc.client(database);
    }

    private static void reach(HikariDataSource pool) {
        int version;
        try (var connection = pool.getConnection()) {
            version = connection.getMetaData().getDatabaseMajorVersion();
        } catch (java.sql.SQLException unreachable) {
            Throwable cause = unreachable.getCause() == null ? unreachable : unreachable.getCause();
            throw new CannotStart(
                    "连接不上数据库 %s：%s"
                            .formatted(
                                    withoutSecrets(pool.getJdbcUrl()),
                                    String.valueOf(cause.getMessage()).replaceAll("\\s+", " ")),
                    unreachable);
        }
        if (version < 18) {
            throw new CannotStart("数据库 %s 是 PostgreSQL %d，本程序需要 PostgreSQL 18 或更新的版本。"
                    .formatted(withoutSecrets(pool.getJdbcUrl()), version));
        }
    }

    /** A URL may carry a password after the question mark, and the sentence may end up in a log. */
    private static String withoutSecrets(String url) {
        return url.replaceAll("\\?.*", "");
    }

    static final class NoOtherServer implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata where) {
            return DatabaseRoles.orNull(context.getEnvironment().getProperty("sunlit.database.url")) == null;
        }
    }
}
