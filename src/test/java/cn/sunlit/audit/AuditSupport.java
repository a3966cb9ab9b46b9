package cn.sunlit.audit;

import cn.sunlit.keys.Keyring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The record on a test's own database, for tests of the modules above. */
public final class AuditSupport {

    private AuditSupport() {}

    public static Audit audit(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        AuditStore store = new AuditStore(jdbc);
        return new Audit(store, checkpoints(store, transaction, clock), clock);
    }

    static Checkpoints checkpoints(AuditStore store, TransactionTemplate transaction, Clock clock) {
        try {
            return new Checkpoints(store, new Keyring(Files.createTempDirectory("keys")), clock, transaction);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
