package cn.sunlit.identity;

import cn.sunlit.web.NavItem;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The administrator's view of people and permissions. */
@Controller
class StaffPages {

    private final Access access;
    private final StaffDirectory staff;
    private final Courts courts;
    private final DoorTable doors;

    StaffPages(Access access, StaffDirectory staff, Courts courts, DoorTable doors) {
        this.doors = doors;
        this.access = access;
        this.staff = staff;
        this.courts = courts;
    }

    @GetMapping("/staff")
    StaffPage staff(Actor by) {
        access.allow(by, UseCase.MANAGE_STAFF, by.court());
        List<StaffMember> members = staff.within(by.court());
        Map<String, String> names = members.stream()
                .map(StaffMember::court)
                .distinct()
                .collect(Collectors.toMap(code -> code.value(), courts::nameOf));
        return new StaffPage(members, names, List.of(UseCase.values()), List.of(Role.values()));
    }

    @GetMapping("/staff/doors")
    DoorsPage doors(Actor by) {
        access.allow(by, UseCase.MANAGE_STAFF, by.court());
        return new DoorsPage(List.copyOf(doors.all()));
    }

    @Configuration
    static class Menu {
        @Bean
        NavItem staffNav() {
            return new NavItem("人员与权限", "/staff", 90, UseCase.MANAGE_STAFF.name(), "权");
        }
    }
}
