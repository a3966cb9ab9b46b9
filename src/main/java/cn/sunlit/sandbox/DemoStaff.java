package cn.sunlit.sandbox;

import cn.sunlit.identity.Actor;
import cn.sunlit.identity.DemonstrationLogins;
import cn.sunlit.identity.Machine;
import cn.sunlit.identity.Machines;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.StaffMember;
import cn.sunlit.identity.Teams;
import cn.sunlit.kernel.CourtCode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The people and programs of the demonstration court. Their secrets are known to all, so they exist in the sandbox alone. */
@Component
@Profile("sandbox")
class DemoStaff implements ApplicationRunner, DemonstrationLogins {

    private static final CourtCode COURT = new CourtCode("鄂1125");
    private static final String SECRET = "demo";

    private static final List<StaffMember> MEMBERS = List.of(
            member("filing", "立案员甲", Role.FILING_CLERK),
            member("judge", "法官甲", Role.OFFICER),
            member("judge2", "法官乙", Role.OFFICER),
            member("leader", "团队长甲", Role.TEAM_LEADER, Role.OFFICER),
            member("director", "局长甲", Role.BUREAU_CHIEF, Role.PRESIDENT),
            member("president", "院长甲", Role.PRESIDENT),
            member("cashier", "出纳甲", Role.FINANCE),
            member("dispatcher", "调度员甲", Role.COMMAND_CENTER),
            member("supervisor", "监督员甲", Role.SUPERVISOR),
            member("admin", "管理员甲", Role.ADMIN));

    /** May do what one person may do, for itself; what needs a second person it cannot, see the table of use cases. */
    private static final Machine DEMO = new Machine(
            "demo",
            "演示业务系统",
            COURT,
            EnumSet.of(
                    Role.MACHINE,
                    Role.BANK,
                    Role.FILING_CLERK,
                    Role.COMMAND_CENTER,
                    Role.OFFICER,
                    Role.CLERK,
                    Role.FINANCE,
                    Role.SUPERVISOR),
            true);

    private static final Machine BANK = new Machine("bank", "演示案款银行", COURT, Set.of(Role.BANK), false);

    private static final Machine POLICE = new Machine("police", "演示公安机关", COURT, Set.of(Role.POLICE), false);

    private final StaffDirectory staff;
    private final Machines machines;
    private final Teams teams;

    DemoStaff(StaffDirectory staff, Machines machines, Teams teams) {
        this.staff = staff;
        this.machines = machines;
        this.teams = teams;
    }

    private static StaffMember member(String login, String name, Role... roles) {
        return new StaffMember(login, name, COURT, Set.of(roles), "13800000000");
    }

    @Override
    public void run(ApplicationArguments arguments) {
        register();
    }

    /** Adds whoever is missing; hashing a password takes time, so those who are there are left alone. */
    void register() {
        List<StaffMember> missing = MEMBERS.stream()
                .filter(member ->
                        staff.find(member.login()).filter(member::equals).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            staff.register(missing, SECRET);
        }
        for (Machine machine : List.of(DEMO, BANK, POLICE)) {
            if (machines.find(machine.client()).filter(machine::equals).isEmpty()) {
                machines.register(machine, machine.equals(DEMO) ? SECRET : machine.client());
            }
        }
        if (teams.of(List.of(COURT)).isEmpty()) {
            teams.set(Actor.system("演示法院", COURT), COURT, "执行一团队", "leader", Set.of("judge", "judge2", "leader"));
        }
    }

    @Override
    public List<StaffMember> members() {
        return MEMBERS;
    }

    @Override
    public String password() {
        return SECRET;
    }
}
