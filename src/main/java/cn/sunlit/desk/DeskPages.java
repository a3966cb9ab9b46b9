package cn.sunlit.desk;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import cn.sunlit.alerts.Alerts;
import cn.sunlit.audit.WalkRun;
import cn.sunlit.audit.Walks;
import cn.sunlit.docket.Alert;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.DueItem;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.NavItem;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page of staff: what is due, what came in, what waits for approval; an officer's own or the whole court's. */
@Controller
class DeskPages {

    private static final Duration NEWS = Duration.ofDays(3);
    private static final int MOST_NEWS = 20;

    private final DeskStore store;
    private final Docket docket;
    private final ObjectProvider<DeskNotice> notices;
    private final Walks walks;
    private final Alerts alerts;
    private final Clock clock;

    DeskPages(
            DeskStore store,
            Docket docket,
            ObjectProvider<DeskNotice> notices,
            Walks walks,
            Alerts alerts,
            Clock clock) {
        this.store = store;
        this.docket = docket;
        this.notices = notices;
        this.walks = walks;
        this.alerts = alerts;
        this.clock = clock;
    }

    @GetMapping("/desk")
    Screen desk(Actor by) {
        if (by.kind() != Actor.Kind.STAFF) {
            throw new Problem.Forbidden("办案台只对工作人员开放");
        }
        LocalDate today = LocalDate.now(clock);
        if (!by.may(UseCase.READ_CASE)) {
            return DeskPage.withoutCases(by.name(), today);
        }
        String owner = ownCases(by) ? by.login() : null;
        Map<String, Long> stages = store.stages(by.court(), owner);
        List<DueItem> due = docket.due(by.court(), owner, today.plusDays(7));
        Map<Long, DeskStore.Caption> captions =
                store.captions(due.stream().map(DueItem::caseId).toList());
        return new DeskPage(
                by.name(),
                today,
                owner == null,
                stages.getOrDefault("OPEN", 0L),
                stages.getOrDefault("SUSPENDED", 0L),
                stages.getOrDefault("TERMINATED_THIS_PROCEDURE", 0L),
                stages.getOrDefault("CLOSED", 0L),
                kinds(due, captions, item -> item.dueOn().isBefore(today)),
                kinds(due, captions, item -> item.dueOn().isEqual(today)),
                kinds(due, captions, item -> item.dueOn().isAfter(today)),
                merged(store.arrivals(by.court(), owner, clock.instant().minus(NEWS))),
                awaiting(by),
                approves(by),
                by.has(Role.FINANCE) || by.may(UseCase.CONFIRM_CLAIM) || by.may(UseCase.APPROVE_RETURN)
                        ? store.inSuspense(by.court(), today)
                        : null,
                by.may(UseCase.READ_ALERTS) ? alerts.open(by, owner == null) : null,
                owner == null ? "/cases?stage=OPEN" : "/cases?stage=OPEN&officer=" + Show.segment(owner),
                notice(by));
    }

    /** An officer who leads nobody sees his own cases; everyone else the court's. */
    private static boolean ownCases(Actor by) {
        return by.has(Role.OFFICER) && !by.has(Role.TEAM_LEADER) && !by.has(Role.BUREAU_CHIEF);
    }

    private static boolean approves(Actor by) {
        return by.has(Role.TEAM_LEADER) || by.has(Role.BUREAU_CHIEF) || by.has(Role.PRESIDENT);
    }

    /** What must not be overlooked comes before everything else. */
    private @Nullable String notice(Actor by) {
        boolean watches = by.has(Role.SUPERVISOR) || by.has(Role.BUREAU_CHIEF) || by.has(Role.PRESIDENT);
        if (watches && walks.lastDone().filter(WalkRun::failed).isPresent()) {
            return "存证全链核对发现数据与留痕不符，请立即到“存证留痕”查看";
        }
        return notices.stream()
                .map(DeskNotice::sentence)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static List<DeskPage.Kind> kinds(
            List<DueItem> due, Map<Long, DeskStore.Caption> captions, Predicate<DueItem> which) {
        Map<String, DeskPage.Line> shown = new LinkedHashMap<>();
        due.stream()
                .filter(which)
                .filter(item -> captions.containsKey(item.caseId().value()))
                .map(item -> line(
                        item, Objects.requireNonNull(captions.get(item.caseId().value()))))
                .forEach(line ->
                        shown.merge(line.number() + line.code() + line.dueOn(), line, (first, next) -> first.again()));
        Map<String, List<DeskPage.Line>> kinds =
                shown.values().stream().collect(groupingBy(DeskPage.Line::code, LinkedHashMap::new, toList()));
        return kinds.values().stream().map(DeskPage.Kind::new).toList();
    }

    /** Those who approve see what waits in the court, an officer what he has proposed himself. */
    private List<DeskStore.Awaiting> awaiting(Actor by) {
        boolean approver = approves(by);
        return store.awaiting(by.court()).stream()
                .filter(each -> approver != each.login().equals(by.login()))
                .toList();
    }

    /** The same news of one case several times over is one line, and of several cases one kind. */
    private static List<DeskPage.News> merged(List<DeskStore.Arrival> arrivals) {
        Map<List<String>, DeskStore.Arrival> once = new LinkedHashMap<>();
        arrivals.forEach(each ->
                once.merge(List.of(each.text(), each.number(), each.tab()), each, (newest, older) -> newest.again()));
        Map<List<String>, List<DeskStore.Arrival>> kinds = once.values().stream()
                .collect(groupingBy(each -> List.of(each.text(), each.tab()), LinkedHashMap::new, toList()));
        return kinds.values().stream().limit(MOST_NEWS).map(DeskPage.News::new).toList();
    }

    private static DeskPage.Line line(DueItem item, DeskStore.Caption of) {
        return new DeskPage.Line(
                of.number(),
                of.caption(),
                item.code(),
                item.name(),
                item.dueOn(),
                item.alert() == Alert.NONE ? Alert.NONE : item.alert(),
                NextActs.authorityZh(item.authority()),
                "/cases/" + Show.segment(of.number()) + NextActs.tabOf(item.code()),
                1);
    }

    /** The desk's place in the menu. */
    @Configuration
    static class Menu {
        @Bean
        NavItem deskEntry() {
            return new NavItem("今日", "/desk", 10, "", "日");
        }
    }
}
