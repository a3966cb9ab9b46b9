package cn.sunlit.desk;

import cn.sunlit.docket.Alert;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.DueItem;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.NavItem;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
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

    private final DeskStore store;
    private final Docket docket;
    private final ObjectProvider<DeskNotice> notices;
    private final Clock clock;

    DeskPages(DeskStore store, Docket docket, ObjectProvider<DeskNotice> notices, Clock clock) {
        this.store = store;
        this.docket = docket;
        this.notices = notices;
        this.clock = clock;
    }

    @GetMapping("/desk")
    Screen desk(Actor by) {
        if (by.kind() != Actor.Kind.STAFF) {
            throw new Problem.Forbidden("办案台只对工作人员开放");
        }
        LocalDate today = LocalDate.now(clock);
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
                lines(due, captions, item -> item.dueOn().isBefore(today)),
                lines(due, captions, item -> item.dueOn().isEqual(today)),
                lines(due, captions, item -> item.dueOn().isAfter(today)),
                store.arrivals(by.court(), owner, clock.instant().minus(NEWS)),
                approves(by) ? store.awaiting(by.court()) : List.of(),
                owner == null ? "/cases?stage=OPEN" : "/cases?stage=OPEN&officer=" + Show.segment(owner),
                notice());
    }

    /** An officer who leads nobody sees his own cases; everyone else the court's. */
    private static boolean ownCases(Actor by) {
        return by.has(Role.OFFICER) && !by.has(Role.TEAM_LEADER) && !by.has(Role.BUREAU_CHIEF);
    }

    private static boolean approves(Actor by) {
        return by.has(Role.TEAM_LEADER) || by.has(Role.BUREAU_CHIEF) || by.has(Role.PRESIDENT);
    }

    private @Nullable String notice() {
        return notices.stream()
                .map(DeskNotice::sentence)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static List<DeskPage.Line> lines(
            List<DueItem> due, Map<Long, DeskStore.Caption> captions, Predicate<DueItem> which) {
        return due.stream()
                .filter(which)
                .filter(item -> captions.containsKey(item.caseId().value()))
                .map(item -> line(
                        item, Objects.requireNonNull(captions.get(item.caseId().value()))))
                .toList();
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
                "/cases/" + Show.segment(of.number()) + NextActs.tabOf(item.code()));
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
