package cn.sunlit;

import cn.sunlit.database.TestServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives a test of a store what it needs, on a real PostgreSQL with every module's schema and no row. Each test class has
 * its own database; no Spring context is started.
 *
 * <pre>{@code
 * @ExtendWith(PostgresTest.class)
 * class FundsStoreTest {
 *     private final FundsStore store;
 *
 *     FundsStoreTest(JdbcClient jdbc) {   // or DataSource, TransactionTemplate; on a test method as well
 *         store = new FundsStore(jdbc);
 *     }
 * }
 * }</pre>
 */
public final class PostgresTest implements ParameterResolver {

    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(PostgresTest.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        var type = parameter.getParameter().getType();
        return type == JdbcClient.class || type == DataSource.class || type == TransactionTemplate.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        var database = test.getRoot()
                .getStore(OURS)
                .computeIfAbsent(
                        test.getRequiredTestClass().getName(), name -> Database.of(TestServer.fresh()), Database.class);
        var type = parameter.getParameter().getType();
        return type == JdbcClient.class
                ? database.jdbc()
                : type == DataSource.class ? database.source() : database.transactions();
    }

    /** Connections are kept as the program keeps them: to make one costs more than most statements. */
    private record Database(HikariDataSource source, JdbcClient jdbc, TransactionTemplate transactions)
            implements AutoCloseable {

        static Database of(TestServer.Fresh fresh) {
            var config = new HikariConfig();
            config.setDataSource(fresh.dataSource());
            config.setMaximumPoolSize(20);
            config.setMinimumIdle(0);
            config.setIdleTimeout(10_000);
            var source = new HikariDataSource(config);
            return new Database(
                    source, TestServer.jdbc(source), new TransactionTemplate(new DataSourceTransactionManager(source)));
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
