package cn.sunlit.identity;

import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.StartCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Outside the sandbox: an installation with nobody in it gets its first administrator from {@code SUNLIT_ADMIN_COURT} and
 * {@code SUNLIT_ADMIN_PASSWORD}; without them, or with the demonstration's secrets in the database, it does not start.
 */
@Component
@Profile("!sandbox")
class FirstAdministrator implements ApplicationRunner, StartCondition {

    private static final String DEMONSTRATION = "demo";
    private static final int SHORTEST = 12;

    private final StaffStore staff;
    private final StaffDirectory directory;
    private final MachineStore machines;
    private final Courts courts;
    private final PasswordEncoder passwords;
    private final String court;
    private final String password;

    FirstAdministrator(
            StaffStore staff,
            StaffDirectory directory,
            MachineStore machines,
            Courts courts,
            PasswordEncoder passwords,
            @Value("${SUNLIT_ADMIN_COURT:}") String court,
            @Value("${SUNLIT_ADMIN_PASSWORD:}") String password) {
        this.staff = staff;
        this.directory = directory;
        this.machines = machines;
        this.courts = courts;
        this.passwords = passwords;
        this.court = court;
        this.password = password;
    }

    @Override
    public List<String> unmet() {
        List<String> unmet = new ArrayList<>();
        boolean machine = machines.secret(DEMONSTRATION)
                .filter(hash -> passwords.matches(DEMONSTRATION, hash))
                .isPresent();
        boolean member = Stream.of("admin", "judge", "director", "cashier")
                .flatMap(login -> staff.password(login).stream())
                .anyMatch(hash -> passwords.matches(DEMONSTRATION, hash));
        if (machine || member) {
            unmet.add("数据库里有演示法院的人员和密码");
        }
        if (staff.isEmpty()) {
            if (court.isBlank() || password.isBlank()) {
                unmet.add("还没有任何工作人员，须用 SUNLIT_ADMIN_COURT（法院代字）和 SUNLIT_ADMIN_PASSWORD 设立第一个管理员");
            } else if (password.length() < SHORTEST) {
                unmet.add("SUNLIT_ADMIN_PASSWORD 至少 %d 位".formatted(SHORTEST));
            } else if (!isCourt()) {
                unmet.add("SUNLIT_ADMIN_COURT 的法院代字 %s 不存在".formatted(court));
            }
        }
        return unmet;
    }

    private boolean isCourt() {
        try {
            return courts.find(CourtCode.parse(court)).isPresent();
        } catch (IllegalArgumentException nonsense) {
            return false;
        }
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!court.isBlank() && !password.isBlank() && staff.isEmpty()) {
            directory.register(
                    new StaffMember("admin", "系统管理员", CourtCode.parse(court), Set.of(Role.ADMIN), ""), password);
        }
    }
}
