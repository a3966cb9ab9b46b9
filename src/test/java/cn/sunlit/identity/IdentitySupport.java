package cn.sunlit.identity;

import cn.sunlit.kernel.CourtCode;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Who may do what on a test's own database, for tests of the modules above. */
public final class IdentitySupport {

    private IdentitySupport() {}

    public static Access access(JdbcClient jdbc) {
        return new Access(
                new Courts(new CourtStore(jdbc)),
                new StaticListableBeanFactory().getBeanProvider(Powers.class),
                new StaticListableBeanFactory().getBeanProvider(Openness.class));
    }

    public static Courts courts(JdbcClient jdbc) {
        return new Courts(new CourtStore(jdbc));
    }

    public static Teams teams(JdbcClient jdbc, Clock clock) {
        return new Teams(new TeamStore(jdbc), new StaffStore(jdbc), access(jdbc), nobodyHears -> {}, clock);
    }

    public static StaffDirectory staffDirectory(JdbcClient jdbc) {
        return new StaffDirectory(
                new StaffStore(jdbc), PasswordEncoderFactories.createDelegatingPasswordEncoder(), Clock.systemUTC());
    }

    /** Somebody who never signs in. */
    public static void staff(JdbcClient jdbc, String login, CourtCode court, Role... roles) {
        new StaffStore(jdbc)
                .save(new StaffMember(login, login, court, Set.of(roles), "19000000000"), "{noop}", Instant.EPOCH);
    }

    static FirstAdministrator firstAdministrator(
            JdbcClient jdbc, PasswordEncoder passwords, String court, String password) {
        StaffStore staff = new StaffStore(jdbc);
        return new FirstAdministrator(
                staff,
                new StaffDirectory(staff, passwords, Clock.systemUTC()),
                new MachineStore(jdbc),
                new Courts(new CourtStore(jdbc)),
                passwords,
                court,
                password);
    }
}
