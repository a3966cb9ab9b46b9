package cn.sunlit.docket;

import cn.sunlit.kernel.DueWork;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The docket's due work on a test's own database, for tests of the modules above. */
public final class DocketSupport {

    private DocketSupport() {}

    public static DueWork sweep(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        return new AlertSweep(new DocketStore(jdbc, new LedgerStore(jdbc)), clock, transaction);
    }
}
