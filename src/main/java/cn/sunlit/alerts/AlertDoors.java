package cn.sunlit.alerts;

import cn.sunlit.docket.Alert;
import cn.sunlit.docket.NodeWords;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.StaffMember;
import cn.sunlit.identity.Teams;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import cn.sunlit.settings.CourtPractice;
import cn.sunlit.settings.Holidays;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.NavItem;
import cn.sunlit.web.Screen;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
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

/** Alerts, for people and for programs. */
@Tag(name = "预警与督办")
@Controller
class AlertDoors {

    private final Alerts alerts;
    private final ConcernExplanations explanations;
    private final DigestStore digests;
    private final NodeWords words;
    private final Teams teams;
    private final Courts courts;
    private final StaffDirectory staff;
    private final Access access;
    private final Holidays holidays;
    private final CourtPractice practice;
    private final Clock clock;

    AlertDoors(
            Alerts alerts,
            ConcernExplanations explanations,
            DigestStore digests,
            NodeWords words,
            Teams teams,
            Courts courts,
            StaffDirectory staff,
            Access access,
            Holidays holidays,
            CourtPractice practice,
            Clock clock) {
        this.alerts = alerts;
        this.explanations = explanations;
        this.digests = digests;
        this.words = words;
        this.teams = teams;
        this.courts = courts;
        this.staff = staff;
        this.access = access;
        this.holidays = holidays;
        this.practice = practice;
        this.clock = clock;
    }

    /** What one looks for, as it stands in the address. */
    record Asked(
            Alerts.@Nullable Scope scope,
            @Nullable Alert level,
            @Nullable String team,
            @Nullable String officer,
            @Nullable String stage,
            @Nullable String court) {}

    private Alerts.Search search(Actor by, Asked asked) {
        access.allow(by, UseCase.READ_ALERTS, by.court());
        List<Alerts.Scope> open = alerts.scopes(by);
        return new Alerts.Search(
                asked.scope() != null
                        ? asked.scope()
                        : open.contains(Alerts.Scope.COURT) ? Alerts.Scope.COURT : open.getLast(),
                asked.level() == Alert.NONE ? null : asked.level(),
                given(asked.team()),
                given(asked.officer()),
                given(asked.stage()),
                court(given(asked.court())));
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable CourtCode court(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!CourtCode.isWellFormed(text)) {
            throw new Problem.Invalid("court", "法院代字格式不正确，例如“鄂1125”");
        }
        return CourtCode.parse(text);
    }

    @GetMapping("/alerts")
    Screen page(Actor by, Asked asked, @RequestParam(defaultValue = "1") int page) {
        return page(by, search(by, asked), page, null);
    }

    private AlertsPage page(Actor by, Alerts.Search search, int page, AlertsPage.@Nullable Refused refused) {
        LocalDate today = LocalDate.now(clock);
        List<Standing> all = alerts.standing(by, search, page);
        boolean ofCourt = search.scope() == Alerts.Scope.COURT;
        return new AlertsPage(
                search,
                alerts.scopes(by),
                ofCourt ? teams.of(List.of(by.court())) : List.of(),
                ofCourt || search.scope() == Alerts.Scope.TEAM ? named(staff.officers(by.court())) : Map.of(),
                words.stages(),
                search.scope() == Alerts.Scope.BELOW ? below(by) : Map.of(),
                digests.newest(by.login()).orElse(null),
                digests.wantsSms(by.login()),
                today,
                new Steps(holidays.calendar()).latest(practice.of(by.court()), today),
                page > 1 ? List.of() : alerts.concerns(by, search),
                all.subList(0, Math.min(all.size(), Alerts.PAGE)),
                Math.max(page, 1),
                all.size() > Alerts.PAGE,
                refused);
    }

    private static Map<String, String> named(List<StaffMember> officers) {
        return officers.stream()
                .collect(Collectors.toMap(StaffMember::login, StaffMember::name, (a, b) -> a, LinkedHashMap::new));
    }

    private Map<String, String> below(Actor by) {
        return courts.within(by.court()).stream()
                .filter(c -> !c.equals(by.court()))
                .collect(Collectors.toMap(CourtCode::value, courts::nameOf, (a, b) -> a, LinkedHashMap::new));
    }

    @GetMapping("/alerts/week")
    Screen week(Actor by, Asked asked) {
        Alerts.Search search = search(by, asked);
        return new WeekPage(search, alerts.scopes(by), LocalDate.now(clock), alerts.turning(by, search));
    }

    @PostMapping("/alerts/{alert}/explanation")
    Object explain(
            Actor by,
            @PathVariable long alert,
            Asked asked,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
            RedirectAttributes next) {
        return explained(
                next,
                by,
                asked,
                () -> alerts.explain(by, alert, Excuse.named(kind), text, until),
                errors -> new AlertsPage.Refused(
                        false, alert, kind, text, until == null ? "" : until.toString(), errors));
    }

    @PostMapping("/alerts/concerns/{concern}/explanation")
    Object explainConcern(
            Actor by,
            @PathVariable long concern,
            Asked asked,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
            RedirectAttributes next) {
        return explained(
                next,
                by,
                asked,
                () -> explanations.explain(by, concern, Excuse.named(kind), text, until),
                errors -> new AlertsPage.Refused(
                        true, concern, kind, text, until == null ? "" : until.toString(), errors));
    }

    /** A word too little is answered on the list itself, beside what it is about. */
    private Object explained(
            RedirectAttributes next,
            Actor by,
            Asked asked,
            Runnable explain,
            Function<FormErrors, AlertsPage.Refused> refused) {
        try {
            explain.run();
        } catch (Problem.Invalid wrong) {
            return page(by, search(by, asked), 1, refused.apply(FormErrors.of(wrong)));
        }
        next.addFlashAttribute("notice", "说明已记录，上级可以看到；期满没有办结的，升级至上一级");
        return "redirect:/alerts?" + AlertsPage.query(search(by, asked));
    }

    @PostMapping("/alerts/choice")
    String choose(Actor by, @RequestParam boolean sms, RedirectAttributes next) {
        access.allow(by, UseCase.READ_ALERTS, by.court());
        digests.choose(by.login(), sms, clock.instant());
        next.addFlashAttribute("notice", sms ? "今后每个工作日早上也发短信提醒您" : "今后不再发短信，预警仍在本页显示");
        return "redirect:/alerts";
    }

    /**
     * @param more whether there is a next page
     * @param concerns with the first page what is no node's
     */
    record Answer(Alerts.Scope scope, int page, boolean more, List<Standing> alerts, List<ConcernView> concerns) {}

    @Operation(
            summary = "现在的预警",
            description =
                    "scope 为 MINE（我的，含升级到我的）、TEAM（我的团队）、COURT（本院）、BELOW（下级法院）；每条写明现在到哪一级、何时再升级、说明和经过；不属于节点的案款事项（不明款、没有付清的分期等）随第一页列出。")
    @GetMapping("/api/alerts")
    @ResponseBody
    Answer list(
            Actor by,
            @RequestParam(required = false) Alerts.@Nullable Scope scope,
            @RequestParam(required = false) @Nullable Alert level,
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(required = false) @Nullable String officer,
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(required = false) @Nullable String court,
            @RequestParam(defaultValue = "1") int page) {
        Alerts.Search search = search(by, new Asked(scope, level, team, officer, stage, court));
        List<Standing> all = alerts.standing(by, search, page);
        return new Answer(
                search.scope(),
                Math.max(page, 1),
                all.size() > Alerts.PAGE,
                all.subList(0, Math.min(all.size(), Alerts.PAGE)),
                page > 1 ? List.of() : alerts.concerns(by, search));
    }

    record Week(Alerts.Scope scope, LocalDate from, LocalDate to, List<Alerts.Turning> turning) {}

    @Operation(summary = "七天内将变色的节点", description = "逐项写明哪一天变为什么颜色。")
    @GetMapping("/api/alerts/week")
    @ResponseBody
    Week weekly(
            Actor by,
            @RequestParam(required = false) Alerts.@Nullable Scope scope,
            @RequestParam(required = false) @Nullable String officer) {
        Alerts.Search search = search(by, new Asked(scope, null, null, officer, null, null));
        LocalDate today = LocalDate.now(clock);
        return new Week(search.scope(), today.plusDays(1), today.plusDays(7), alerts.turning(by, search));
    }

    @Schema(example = "{\"kind\":\"WAITING\",\"text\":\"等待不动产登记中心复函，已于昨日催办\",\"until\":\"2027-03-05\"}")
    record Explanation(
            @Nullable Excuse kind,
            @Nullable String text,
            @Nullable LocalDate until) {}

    @Operation(summary = "对预警作出说明", description = "每一级说明一次；期满没有办结的，升级至上一级。")
    @PostMapping("/api/alerts/{alert}/explanation")
    @ResponseBody
    @ResponseStatus(HttpStatus.CREATED)
    Explanation explain(Actor by, @PathVariable long alert, @RequestBody Explanation given) {
        alerts.explain(by, alert, given.kind(), given.text(), given.until());
        return given;
    }

    @Operation(summary = "对不属于节点的预警事项作出说明", description = "每一级说明一次；期满没有办结的，升级至上一级。")
    @PostMapping("/api/alerts/concerns/{concern}/explanation")
    @ResponseBody
    @ResponseStatus(HttpStatus.CREATED)
    Explanation explainConcern(Actor by, @PathVariable long concern, @RequestBody Explanation given) {
        explanations.explain(by, concern, given.kind(), given.text(), given.until());
        return given;
    }

    @Configuration
    static class Menu {
        @Bean
        NavItem alertsEntry() {
            return new NavItem("预警", "/alerts", 15, UseCase.READ_ALERTS.name(), "警");
        }
    }
}
