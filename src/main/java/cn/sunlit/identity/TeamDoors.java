package cn.sunlit.identity;

import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Problem.FieldError;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.NavItem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Teams and absences, for people and for programs. */
@Tag(name = "团队")
@Controller
class TeamDoors {

    private final Teams teams;
    private final StaffDirectory staff;
    private final Access access;
    private final Clock clock;

    TeamDoors(Teams teams, StaffDirectory staff, Access access, Clock clock) {
        this.teams = teams;
        this.staff = staff;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/teams")
    TeamsPage page(Actor by) {
        return page(by, "", Map.of(), Set.of(), FormErrors.NONE);
    }

    private TeamsPage page(Actor by, String refused, Map<String, String> typed, Set<String> ticked, FormErrors errors) {
        access.allow(by, UseCase.MANAGE_TEAMS, by.court());
        return new TeamsPage(
                teams.of(List.of(by.court())),
                teams.absences(List.of(by.court()), LocalDate.now(clock)),
                staff.within(by.court()).stream()
                        .filter(m -> m.court().equals(by.court()))
                        .toList(),
                refused,
                typed,
                ticked,
                errors);
    }

    @PostMapping("/teams")
    Object set(
            Actor by,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String leader,
            @RequestParam(required = false) @Nullable Set<String> members,
            RedirectAttributes next) {
        Set<String> ticked = members == null ? Set.of() : members;
        try {
            teams.set(by, by.court(), name, leader, ticked);
        } catch (Problem.Invalid wrong) {
            return page(by, "team", Map.of("name", name, "leader", leader), ticked, FormErrors.of(wrong));
        }
        next.addFlashAttribute("notice", "团队“%s”已保存".formatted(name.strip()));
        return "redirect:/teams";
    }

    @PostMapping("/teams/absences")
    Object away(
            Actor by,
            @RequestParam(defaultValue = "") String login,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "") String deputy,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes next) {
        try {
            away(by, new Away(login, from, to, deputy, reason));
        } catch (Problem.Invalid wrong) {
            Map<String, String> typed = Map.of(
                    "login", login,
                    "from", from == null ? "" : from.toString(),
                    "to", to == null ? "" : to.toString(),
                    "deputy", deputy,
                    "reason", reason);
            return page(by, "absence", typed, Set.of(), FormErrors.of(wrong));
        }
        next.addFlashAttribute("notice", "外出已登记，期间的预警由代理人接收，没有代理人的由上一级接收");
        return "redirect:/teams";
    }

    @PostMapping("/teams/absences/{absence}/end")
    String back(Actor by, @PathVariable long absence, RedirectAttributes next) {
        teams.back(by, by.court(), absence);
        next.addFlashAttribute("notice", "已登记返岗");
        return "redirect:/teams";
    }

    record Answer(CourtCode court, List<Team> teams, List<Absence> absences) {}

    @Operation(summary = "团队和外出登记", description = "本院的团队、负责人、成员，以及尚未结束的外出登记；可查看下级法院的。")
    @GetMapping("/api/teams")
    @ResponseBody
    Answer list(Actor by, @RequestParam(required = false) @Nullable CourtCode court) {
        CourtCode where = court == null ? by.court() : court;
        access.allow(by, UseCase.READ_ALERTS, where);
        return new Answer(where, teams.of(List.of(where)), teams.absences(List.of(where), LocalDate.now(clock)));
    }

    @Schema(example = "{\"name\":\"执行一团队\",\"leader\":\"leader\",\"members\":[\"judge\",\"judge2\"]}")
    record Wanted(
            @Nullable String name,
            @Nullable String leader,
            @Nullable Set<String> members) {}

    @Operation(summary = "编组团队", description = "同名的团队按新的负责人和成员保存；成员原在其他团队的，转入本团队。")
    @PostMapping("/api/teams")
    @ResponseBody
    @ResponseStatus(HttpStatus.CREATED)
    Answer set(Actor by, @RequestBody Wanted wanted) {
        teams.set(
                by,
                by.court(),
                wanted.name() == null ? "" : wanted.name(),
                wanted.leader() == null ? "" : wanted.leader(),
                wanted.members() == null ? Set.of() : wanted.members());
        return list(by, null);
    }

    @Schema(
            example =
                    "{\"login\":\"judge\",\"from\":\"2027-03-01\",\"to\":\"2027-03-05\",\"deputy\":\"judge2\",\"reason\":\"异地执行\"}")
    record Away(
            @Nullable String login,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String deputy,
            @Nullable String reason) {}

    @Operation(summary = "登记外出", description = "期间的预警由代理人接收；没有代理人的，由上一级接收。")
    @PostMapping("/api/absences")
    @ResponseBody
    @ResponseStatus(HttpStatus.CREATED)
    Answer away(Actor by, @RequestBody Away wanted) {
        access.allow(by, UseCase.MANAGE_TEAMS, by.court());
        List<FieldError> missing = new ArrayList<>();
        if (wanted.login() == null || wanted.login().isBlank()) {
            missing.add(new FieldError("login", "请选择外出的人员"));
        }
        if (wanted.from() == null) {
            missing.add(new FieldError("from", "请填写开始日期"));
        }
        if (wanted.to() == null) {
            missing.add(new FieldError("to", "请填写结束日期"));
        }
        if (wanted.login() == null || wanted.from() == null || wanted.to() == null || !missing.isEmpty()) {
            throw new Problem.Invalid(missing);
        }
        teams.away(
                by,
                by.court(),
                wanted.login(),
                wanted.from(),
                wanted.to(),
                wanted.deputy() == null || wanted.deputy().isBlank() ? null : wanted.deputy(),
                wanted.reason() == null ? "" : wanted.reason());
        return list(by, null);
    }

    @Configuration
    static class Menu {
        @Bean
        NavItem teamsNav() {
            return new NavItem("团队", "/teams", 85, UseCase.MANAGE_TEAMS.name(), "队");
        }
    }
}
