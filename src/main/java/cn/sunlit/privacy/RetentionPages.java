package cn.sunlit.privacy;

import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.web.NavItem;
import cn.sunlit.web.Screen;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The table of terms for those who answer for it. */
@Controller
class RetentionPages {

    private final RetentionTable table;
    private final RetentionStore store;
    private final Access access;
    private final Clock clock;

    RetentionPages(RetentionTable table, RetentionStore store, Access access, Clock clock) {
        this.table = table;
        this.store = store;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/privacy/retention")
    Screen retention(Actor by) {
        access.allow(by, UseCase.READ_RETENTION, by.court());
        LocalDate next = LocalDate.now(clock).plusDays(1);
        Map<String, RetentionStore.Run> last = store.newest();
        List<RetentionPage.Line> lines = table.expiring().stream()
                .map(rule -> new RetentionPage.Line(
                        rule,
                        last.get(rule.id()),
                        table.keeper(rule).waiting(Retention.before(next, Objects.requireNonNull(rule.keep())))))
                .toList();
        Map<String, String> names =
                table.expiring().stream().collect(Collectors.toMap(RetentionTable.Rule::id, RetentionTable.Rule::what));
        return new RetentionPage(
                lines,
                table.rules().stream().filter(rule -> !rule.expires()).toList(),
                store.erasing().stream()
                        .map(run -> new RetentionPage.Erased(
                                run.ranOn(), names.getOrDefault(run.rule(), run.rule()), run.erased()))
                        .toList(),
                next);
    }

    /** Its place in the menu. */
    @Configuration
    static class Menu {
        @Bean
        NavItem retentionEntry() {
            return new NavItem("保存期限", "/privacy/retention", 87, UseCase.READ_RETENTION.name(), "期");
        }
    }
}
