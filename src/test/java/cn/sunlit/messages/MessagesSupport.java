package cn.sunlit.messages;

import cn.sunlit.identity.IdentitySupport;
import cn.sunlit.keys.Keyring;
import cn.sunlit.settings.SettingsSupport;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox on a test's own database, for tests of the modules above. */
public final class MessagesSupport {

    private MessagesSupport() {}

    public static Messages messages(JdbcClient jdbc, TransactionTemplate transaction, Path keys, Clock clock) {
        return new Messages(
                new MessageStore(jdbc),
                new Keyring(keys),
                IdentitySupport.access(jdbc),
                SettingsSupport.quietHours(jdbc, transaction, clock),
                clock);
    }
}
