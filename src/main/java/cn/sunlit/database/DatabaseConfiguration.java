package cn.sunlit.database;

import cn.sunlit.kernel.CannotStart;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
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

    @Bean(destroyMethod = "close")
    @Conditional(NoOtherServer.class)
    EmbeddedServer embeddedServer(@Value("${sunlit.data:data}") String data) {
        return EmbeddedServer.start(Path.of(data, "postgres"));
    }

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(Environment settings, ObjectProvider<EmbeddedServer> embedded) throws Exception {
        EmbeddedServer own = embedded.getIfAvailable();
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
        if (own != null) {
            pool.setJdbcUrl(own.url(EmbeddedServer.DATABASE));
            pool.setUsername(EmbeddedServer.ROLE);
            pool.setPassword(own.password());
        } else {
            pool.setJdbcUrl(settings.getRequiredProperty("sunlit.database.url").strip());
            pool.setUsername(orNull(settings.getProperty("sunlit.database.user")));
            pool.setPassword(orNull(settings.getProperty("sunlit.database.password")));
        }
        try {
            reach(pool);
            Migrations.migrate(pool);
        } catch (RuntimeException refused) {
            pool.close();
            throw refused;
        }
        return pool;
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

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    static final class NoOtherServer implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata where) {
            return orNull(context.getEnvironment().getProperty("sunlit.database.url")) == null;
        }
    }
}
