package cn.sunlit.audit;

import cn.sunlit.keys.Keyring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The record on a test's own database, for tests of the modules above. */
public final class AuditSupport {

    private AuditSupport() {}

    public static Audit audit(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        return audit(jdbc, transaction, clock, keys(), "SHA-256", "Ed25519");
    }

    static Audit audit(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock,
            Keyring keys,
            String algorithm,
            String signing) {
        AuditStore store = new AuditStore(jdbc);
        Recording recording = recording(store, clock, algorithm);
        PlatformTransactionManager transactions = Objects.requireNonNull(transaction.getTransactionManager());
        ((ConfigurableTransactionManager) transactions).addListener(recording);
        return new Audit(
                store,
                recording,
                new Checkpoints(store, keys, clock, transaction, recording, signing),
                new Walker(new WalkStore(jdbc), transactions),
                clock);
    }

    static Checkpoints checkpoints(AuditStore store, TransactionTemplate transaction, Clock clock, Keyring keys) {
        return new Checkpoints(store, keys, clock, transaction, recording(store, clock, "SHA-256"), "Ed25519");
    }

    static Keyring keys() {
        try {
            return new Keyring(Files.createTempDirectory("keys"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording recording(AuditStore store, Clock clock, String algorithm) {
        return new Recording(
                store, new StaticListableBeanFactory(Map.of("clock", clock)).getBeanProvider(Clock.class), algorithm);
    }
}
