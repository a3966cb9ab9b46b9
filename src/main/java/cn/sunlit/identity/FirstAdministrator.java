package cn.sunlit.identity;

import cn.sunlit.kernel.CannotStart;
import cn.sunlit.kernel.CourtCode;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Outside the sandbox: an installation with nobody in it gets its first administrator from {@code SUNLIT_ADMIN_COURT} and
 * {@code SUNLIT_ADMIN_PASSWORD}, and a database that knows the demonstration's secrets is refused.
 */
@Component
@Profile("!sandbox")
class FirstAdministrator implements ApplicationRunner {

    private static final String DEMONSTRATION = "demo";
    private static final int SHORTEST = 12;

    private final StaffStore staff;
    private final StaffDirectory directory;
    private final MachineStore machines;
    private final PasswordEncoder passwords;
    private final String court;
    private final String password;

    FirstAdministrator(
            StaffStore staff,
            StaffDirectory directory,
            MachineStore machines,
            PasswordEncoder passwords,
            @Value("${SUNLIT_ADMIN_COURT:}") String court,
            @Value("${SUNLIT_ADMIN_PASSWORD:}") String password) {
        this.staff = staff;
        this.directory = directory;
        this.machines = machines;
        this.passwords = passwords;
        this.court = court;
        this.password = password;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (machines.secret(DEMONSTRATION)
                        .filter(hash -> passwords.matches(DEMONSTRATION, hash))
                        .isPresent()
                || staff.password("admin")
                        .filter(hash -> passwords.matches(DEMONSTRATION, hash))
                        .isPresent()) {
            throw new CannotStart("这个数据库里有演示法院的人员和密码，不能用于正式运行：请换一个空的数据库，或改用演示方式启动");
        }
        if (court.isBlank() || password.isBlank() || !staff.isEmpty()) {
            return;
        }
        if (password.length() < SHORTEST) {
            throw new CannotStart("SUNLIT_ADMIN_PASSWORD 至少 %d 位".formatted(SHORTEST));
        }
        directory.register(new StaffMember("admin", "系统管理员", CourtCode.parse(court), Set.of(Role.ADMIN), ""), password);
    }
}
