package cn.sunlit.database;

import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database as its owner, for what the program's own role must not do: the sandbox's starting over. Exists in the sandbox
 * alone; each use has a connection of its own.
 */
public final class OwnerDatabase {

    private final DataSource owner;

    OwnerDatabase(DataSource owner) {
        this.owner = owner;
    }

    /** Does {@code work} in one transaction of the owner's. */
    public <T> T inTransaction(Function<JdbcClient, T> work) {
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(owner));
        JdbcClient jdbc = SunlitJdbc.client(owner);
        return java.util.Objects.requireNonNull(transaction.execute(status -> work.apply(jdbc)));
    }
}
