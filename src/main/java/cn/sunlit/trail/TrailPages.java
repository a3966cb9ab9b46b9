package cn.sunlit.trail;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.PlainDay;
import cn.sunlit.kernel.Problem;
import cn.sunlit.ledger.AccountKind;
import cn.sunlit.web.Screen;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages and files of the auditor's trail. */
@Controller
class TrailPages {

    private static final int DAYS = 31;
    private static final int MOST_DAYS = 92;

    private final Trail trail;
    private final Clock clock;

    TrailPages(Trail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    private record Asked(
            LocalDate from, LocalDate to, @Nullable CourtCode court) {}

    private Asked asked(@Nullable String from, @Nullable String to, @Nullable CourtCode court) {
        LocalDate last = PlainDay.optional("to", to);
        LocalDate first = PlainDay.optional("from", from);
        last = last == null ? (first == null ? LocalDate.now(clock) : first.plusDays(DAYS - 1)) : last;
        first = first == null ? last.minusDays(DAYS - 1) : first;
        if (first.isAfter(last)) {
            throw new Problem.Invalid("from", "起始日期不能晚于截止日期");
        }
        if (first.plusDays(MOST_DAYS).isBefore(last)) {
            throw new Problem.Invalid("from", "一次至多查询%d天，请缩短日期范围".formatted(MOST_DAYS));
        }
        return new Asked(first, last, court);
    }

    @GetMapping("/cashier/trail")
    Screen days(
            Actor by,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable CourtCode court) {
        trail.court(by, court);
        try {
            Asked a = asked(from, to, court);
            return new TrailPage(a.from(), a.to(), court, trail.days(by, court, a.from(), a.to()), trail::nameOf, null);
        } catch (Problem.Invalid wrong) {
            Asked a = asked(null, null, court);
            return new TrailPage(a.from(), a.to(), court, List.of(), trail::nameOf, wrong.getMessage());
        }
    }

    @GetMapping({"/cashier/trail.csv", "/cashier/trail.xlsx"})
    ResponseEntity<byte[]> daysFile(
            Actor by,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable CourtCode court,
            HttpServletRequest request) {
        trail.court(by, court);
        Asked a = asked(from, to, court);
        return TrailFiles.answer(
                request.getRequestURI(),
                "control-totals-" + a.from() + "-" + a.to(),
                TrailFiles.days(trail.days(by, court, a.from(), a.to()), d -> trail.nameOf(d.court())));
    }

    @GetMapping("/cashier/trail/accounts")
    Screen accounts(
            Actor by,
            @RequestParam(required = false) @Nullable CourtCode court,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "0") long after) {
        CourtCode of = trail.court(by, court);
        LocalDate on = day(day);
        AccountKind which = kind.isEmpty() ? null : kind(kind);
        List<TrailStore.AccountTotal> rows =
                which == null ? List.of() : trail.accounts(by, court, on, which, Volumes.page(after));
        return new TrailAccountsPage(
                of,
                trail.nameOf(of),
                on,
                which,
                trail.kinds(by, court, on),
                Volumes.shown(rows),
                Volumes.more(rows),
                trail.statementsOf(by, court, on));
    }

    @GetMapping({"/cashier/trail/accounts.csv", "/cashier/trail/accounts.xlsx"})
    ResponseEntity<byte[]> accountsFile(
            Actor by,
            @RequestParam(required = false) @Nullable CourtCode court,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "1") int volume,
            HttpServletRequest request) {
        trail.court(by, court);
        LocalDate on = day(day);
        AccountKind which = kind(kind);
        return TrailFiles.answer(
                request.getRequestURI(),
                "accounts-%s-%s-%d".formatted(on, which, volume),
                TrailFiles.accounts(trail.accounts(by, court, on, which, Volumes.file(volume))));
    }

    @GetMapping("/cashier/trail/vouchers")
    Screen vouchers(
            Actor by,
            @RequestParam(required = false) @Nullable CourtCode court,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(required = false) @Nullable Long account,
            @RequestParam(defaultValue = "0") long after) {
        CourtCode of = trail.court(by, court);
        LocalDate on = day(day);
        AccountKind which = kind.isEmpty() ? null : kind(kind);
        List<TrailStore.Line> rows = trail.vouchers(by, court, on, which, account, Volumes.page(after));
        return new TrailVouchersPage(
                of,
                trail.nameOf(of),
                on,
                which,
                account,
                trail.count(by, court, on, which),
                Volumes.shown(rows),
                Volumes.more(rows));
    }

    @GetMapping({"/cashier/trail/vouchers.csv", "/cashier/trail/vouchers.xlsx"})
    ResponseEntity<byte[]> vouchersFile(
            Actor by,
            @RequestParam(required = false) @Nullable CourtCode court,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(required = false) @Nullable Long account,
            @RequestParam(defaultValue = "1") int volume,
            HttpServletRequest request) {
        trail.court(by, court);
        LocalDate on = day(day);
        AccountKind which = kind.isEmpty() ? null : kind(kind);
        return TrailFiles.answer(
                request.getRequestURI(),
                "vouchers-%s-%d".formatted(on, volume),
                TrailFiles.vouchers(trail.vouchers(by, court, on, which, account, Volumes.file(volume))));
    }

    @GetMapping("/cashier/trail/vouchers/{voucher}")
    Screen voucher(Actor by, @PathVariable long voucher) {
        return trail.voucher(by, voucher);
    }

    @GetMapping("/cashier/trail/messages/{message}")
    Screen message(
            Actor by,
            @PathVariable long message,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "false") boolean content) {
        TrailStore.Message m = trail.message(by, message);
        List<TrailStore.Entry> rows = trail.entriesOfMessage(by, message, Volumes.page(after));
        return new TrailMessagePage(
                m,
                trail.statementsIn(by, message),
                Volumes.shown(rows),
                Volumes.more(rows),
                content ? trail.content(by, message) : null);
    }

    @GetMapping({"/cashier/trail/messages/{message}/entries.csv", "/cashier/trail/messages/{message}/entries.xlsx"})
    ResponseEntity<byte[]> messageFile(
            Actor by,
            @PathVariable long message,
            @RequestParam(defaultValue = "1") int volume,
            HttpServletRequest request) {
        return TrailFiles.answer(
                request.getRequestURI(),
                "message-%d-%d".formatted(message, volume),
                TrailFiles.entries(trail.entriesOfMessage(by, message, Volumes.file(volume))));
    }

    @GetMapping("/cashier/trail/statements/{statement}")
    Screen statement(Actor by, @PathVariable long statement, @RequestParam(defaultValue = "0") long after) {
        TrailStore.Statement s = trail.statement(by, statement);
        List<TrailStore.Entry> rows = trail.entriesOfStatement(by, statement, Volumes.page(after));
        return new TrailStatementPage(
                s,
                trail.nameOf(s.court()),
                trail.pagesOfStatement(by, statement),
                Volumes.shown(rows),
                Volumes.more(rows));
    }

    @GetMapping({
        "/cashier/trail/statements/{statement}/entries.csv",
        "/cashier/trail/statements/{statement}/entries.xlsx"
    })
    ResponseEntity<byte[]> statementFile(
            Actor by,
            @PathVariable long statement,
            @RequestParam(defaultValue = "1") int volume,
            HttpServletRequest request) {
        return TrailFiles.answer(
                request.getRequestURI(),
                "statement-%d-%d".formatted(statement, volume),
                TrailFiles.entries(trail.entriesOfStatement(by, statement, Volumes.file(volume))));
    }

    /** Without a day it is today, so that the list can be opened from the menu. */
    private LocalDate day(String typed) {
        LocalDate day = PlainDay.optional("day", typed);
        return day == null ? LocalDate.now(clock) : day;
    }

    private static AccountKind kind(String typed) {
        for (AccountKind each : AccountKind.values()) {
            if (each.name().equals(typed)) {
                return each;
            }
        }
        throw new Problem.Invalid("kind", "没有这种账户，请从当日的账户合计中选择");
    }
}
