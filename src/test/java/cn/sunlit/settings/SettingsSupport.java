package cn.sunlit.settings;

import cn.sunlit.audit.AuditSupport;
import cn.sunlit.identity.IdentitySupport;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The settings on a test's own database, for tests of the modules above. */
public final class SettingsSupport {

    private SettingsSupport() {}

    public static Holidays holidays(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        return new Holidays(
                new SettingsStore(jdbc),
                IdentitySupport.access(jdbc),
                AuditSupport.audit(jdbc, transaction, clock),
                clock);
    }

    public static CourtPractice practice(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        return new CourtPractice(
                new SettingsStore(jdbc),
                IdentitySupport.access(jdbc),
                AuditSupport.audit(jdbc, transaction, clock),
                clock);
    }

    /** The default hours hold, as in a court's own installation. */
    public static QuietHours quietHours(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        return new QuietHours(practice(jdbc, transaction, clock), true);
    }
}
