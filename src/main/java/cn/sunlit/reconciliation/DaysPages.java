package cn.sunlit.reconciliation;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.PlainDay;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Days of the ledger: the list, the report, the close. */
@Controller
class DaysPages {

    private static final int VOUCHERS_A_PAGE = 100;

    private final Days days;
    private final DayStore store;

    DaysPages(Days days, DayStore store) {
        this.days = days;
        this.store = store;
    }

    @GetMapping("/cashier/days")
    Screen list(Actor by) {
        return new DaysPage(days.listed(by));
    }

    @GetMapping("/cashier/days/{day}")
    Screen day(Actor by, @PathVariable String day, @RequestParam(defaultValue = "0") long after) {
        return page(by, day(day), after, "", List.of());
    }

    @PostMapping("/cashier/days/{day}/close")
    Object close(
            Actor by, @PathVariable String day, @RequestParam(defaultValue = "") String note, RedirectAttributes next) {
        LocalDate on = day(day);
        try {
            days.close(by, on, note);
        } catch (Problem.Conflict refused) {
            return page(by, on, 0, note, refused.sentences());
        } catch (Problem.Invalid wrong) {
            return page(by, on, 0, note, List.of(String.valueOf(wrong.getMessage())));
        }
        next.addFlashAttribute("notice", on + " 已日结");
        return "redirect:/cashier/days/" + on;
    }

    private static LocalDate day(String address) {
        try {
            return PlainDay.required("day", address, "请指明日期");
        } catch (Problem.Invalid noDay) {
            throw new Problem.NotFound("没有这一天：" + noDay.getMessage());
        }
    }

    private DayPage page(Actor by, LocalDate day, long after, String note, List<String> refusals) {
        Days.Looked looked = days.look(by, day);
        List<DayStore.Line> lines = store.lines(by.court(), day, after, VOUCHERS_A_PAGE + 1);
        boolean more = lines.size() > VOUCHERS_A_PAGE;
        List<DayStore.Line> shown = more ? lines.subList(0, VOUCHERS_A_PAGE) : lines;
        return new DayPage(
                looked.report(),
                looked.close(),
                looked.ended(),
                shown,
                more ? shown.getLast().id() : null,
                note,
                refusals);
    }
}
