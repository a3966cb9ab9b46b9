package cn.sunlit.identity;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may do what on a test's own database, for tests of the modules above. */
public final class IdentitySupport {

    private IdentitySupport() {}

    public static Access access(JdbcClient jdbc) {
        return new Access(new Courts(new CourtStore(jdbc)));
    }
}
