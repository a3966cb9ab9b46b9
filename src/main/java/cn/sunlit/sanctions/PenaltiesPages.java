package cn.sunlit.sanctions;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseHeading;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.web.CaseTab;
import cn.sunlit.web.Show;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of a case's fines and detention and the acts on it. */
@Controller
class PenaltiesPages {

    private final PenaltyDesk desk;
    private final Custody custody;
    private final Cases cases;
    private final CaseHeading heading;
    private final Access access;

    PenaltiesPages(PenaltyDesk desk, Custody custody, Cases cases, CaseHeading heading, Access access) {
        this.desk = desk;
        this.custody = custody;
        this.cases = cases;
        this.heading = heading;
        this.access = access;
    }

    @GetMapping("/cases/{number}/penalties")
    PenaltiesPage show(Actor by, @PathVariable CaseNumber number) {
        return page(by, number, List.of(), Map.of());
    }

    @PostMapping("/cases/{number}/penalties")
    Object propose(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(by, number, after, "已提请院长批准", form, () -> desk.propose(by, number, draft(form)));
    }

    @PostMapping("/cases/{number}/penalties/{id}/approve")
    Object approve(Actor by, @PathVariable CaseNumber number, @PathVariable long id, RedirectAttributes after) {
        return act(by, number, after, "已批准并制发决定书", Map.of(), () -> desk.approve(by, number, id));
    }

    @PostMapping("/cases/{number}/penalties/{id}/refuse")
    Object refuse(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes after) {
        return act(by, number, after, "已记录不予批准", Map.of(), () -> desk.refuse(by, number, id, because));
    }

    @PostMapping("/cases/{number}/penalties/{id}/steps")
    Object step(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam Map<String, String> form,
            RedirectAttributes after) {
        return act(by, number, after, "已登记", Map.of(), () -> custody.step(by, number, id, step(form)));
    }

    @PostMapping("/cases/{number}/penalties/{id}/release/approve")
    Object approveRelease(Actor by, @PathVariable CaseNumber number, @PathVariable long id, RedirectAttributes after) {
        return act(by, number, after, "已批准提前解除并制发决定书", Map.of(), () -> desk.approveRelease(by, number, id));
    }

    @PostMapping("/cases/{number}/penalties/{id}/release/refuse")
    Object refuseRelease(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes after) {
        return act(by, number, after, "已记录不予提前解除", Map.of(), () -> desk.refuseRelease(by, number, id, because));
    }

    private static PenaltyDraft draft(Map<String, String> form) {
        return new PenaltyDraft(
                number(form, "respondent"),
                one(form, "capacity", Capacity.class),
                form.get("person"),
                one(form, "ground", Misconduct.class),
                day(form, "actedOn"),
                form.get("facts"),
                money(form),
                days(form),
                moment(form, "takenAt"));
    }

    private static PenaltyStep step(Map<String, String> form) {
        return new PenaltyStep(
                one(form, "step", PenaltyStep.Step.class),
                day(form, "on"),
                moment(form, "at"),
                form.get("text"),
                one(form, "ground", ReleaseGround.class),
                one(form, "result", PenaltyStep.Result.class),
                days(form));
    }

    private static @Nullable String filled(Map<String, String> form, String field) {
        String text = form.get(field);
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static <E extends Enum<E>> @Nullable E one(Map<String, String> form, String field, Class<E> of) {
        String text = filled(form, field);
        for (E each : of.getEnumConstants()) {
            if (each.name().equals(text)) {
                return each;
            }
        }
        return null;
    }

    private static @Nullable Long number(Map<String, String> form, String field) {
        String text = filled(form, field);
        if (text != null && !text.matches("[0-9]{1,9}")) {
            throw new Problem.Invalid(field, "应为数字");
        }
        return text == null ? null : Long.valueOf(text);
    }

    private static @Nullable Integer days(Map<String, String> form) {
        String text = filled(form, "days");
        if (text != null && !text.matches("[0-9]{1,3}")) {
            throw new Problem.Invalid("days", "拘留日数应为整数");
        }
        return text == null ? null : Integer.valueOf(text);
    }

    private static @Nullable Money money(Map<String, String> form) {
        String text = filled(form, "fine");
        try {
            return text == null ? null : Money.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid("fine", "罚款金额的格式不正确，例如 20000.00");
        }
    }

    private static @Nullable LocalDate day(Map<String, String> form, String field) {
        String text = filled(form, field);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new Problem.Invalid(field, "日期的格式不正确，例如 2026-03-20");
        }
    }

    private static @Nullable Instant moment(Map<String, String> form, String field) {
        String text = filled(form, field);
        try {
            return text == null
                    ? null
                    : LocalDateTime.parse(text).atZone(TimeConfiguration.ZONE).toInstant();
        } catch (DateTimeException e) {
            throw new Problem.Invalid(field, "时间的格式不正确，例如 2026-03-20T22:30");
        }
    }

    private Object act(
            Actor by,
            CaseNumber number,
            RedirectAttributes after,
            String notice,
            Map<String, String> typed,
            Runnable done) {
        try {
            done.run();
            after.addFlashAttribute("notice", notice);
            return "redirect:" + Show.casePath(number, "/penalties");
        } catch (Problem.Conflict | Problem.Invalid e) {
            return page(by, number, e.sentences(), typed);
        }
    }

    private PenaltiesPage page(Actor by, CaseNumber number, List<String> refusals, Map<String, String> typed) {
        CaseFile file = cases.open(by, UseCase.READ_PENALTIES, number);
        return new PenaltiesPage(
                heading.of(file),
                desk.ofCase(file.id()),
                file.respondents(),
                access.may(by, UseCase.PROPOSE_PENALTY, file.court()) && file.isRunning(),
                access.may(by, UseCase.APPROVE_PENALTY, file.court()),
                access.may(by, UseCase.EXECUTE_PENALTY, file.court()),
                refusals,
                typed);
    }

    /** Where the page hangs. */
    @Configuration
    static class Places {
        @Bean
        CaseTab penaltiesTab() {
            return new CaseTab("罚款拘留", "/penalties", 61);
        }
    }
}
