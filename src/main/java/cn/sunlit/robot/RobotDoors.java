package cn.sunlit.robot;

import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import cn.sunlit.robot.DiaryStore.Asked;
import cn.sunlit.robot.DiaryStore.Position;
import cn.sunlit.web.NavItem;
import cn.sunlit.web.Pager;
import cn.sunlit.web.Show;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The robot, for people and for programs. */
@Tag(name = "财产查询")
@Controller
class RobotDoors {

    private final RobotDesk desk;
    private final Access access;

    RobotDoors(RobotDesk desk, Access access) {
        this.desk = desk;
        this.access = access;
    }

    @GetMapping("/robot")
    RobotPage page(
            Actor by,
            @RequestParam(required = false) @Nullable CourtCode court,
            @RequestParam(required = false) @Nullable LocalDate day,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(required = false) @Nullable Deed deed,
            @RequestParam(defaultValue = "1") int page) {
        return page(by, court == null ? by.court() : court, new Asked(day, number(number), deed), page, null);
    }

    private RobotPage page(Actor by, CourtCode court, Asked asked, int page, @Nullable String refusal) {
        RobotDesk.State state = desk.state(by, court);
        RobotDesk.Page found = desk.diary(by, court, asked, page);
        String day = asked.day() == null ? "" : asked.day().toString();
        String number = asked.number() == null ? "" : asked.number().text();
        String link = "/robot?court=%s&day=%s&number=%s&deed=%s&page="
                .formatted(
                        Show.segment(court.value()),
                        day,
                        Show.segment(number),
                        asked.deed() == null ? "" : asked.deed().name());
        return new RobotPage(
                state,
                court.equals(by.court()) && access.may(by, UseCase.MANAGE_ROBOT, court),
                found.lines(),
                new Pager(page, RobotDesk.ON_A_PAGE, found.total(), link),
                day,
                number,
                asked.deed(),
                refusal);
    }

    private static @Nullable CaseNumber number(String text) {
        if (text.isBlank()) {
            return null;
        }
        try {
            return CaseNumber.parseAnyForm(text.strip());
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid("number", "案号格式不正确，例如“（2026）鄂1125执123号”");
        }
    }

    @PostMapping("/robot/switch")
    Object turn(
            Actor by,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes after) {
        try {
            boolean start = on(on);
            desk.turn(by, start, because);
            after.addFlashAttribute("notice", start ? "机器人已启用，停用期间未办的自动补办" : "机器人已停用");
            return "redirect:/robot";
        } catch (Problem.Conflict | Problem.Invalid e) {
            return page(by, by.court(), new Asked(null, null, null), 1, e.getMessage());
        }
    }

    private static boolean on(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Problem.Invalid("on", "请说明是启用（true）还是停用（false）");
        };
    }

    @GetMapping("/robot/nights")
    NightPage night(
            Actor by,
            @RequestParam(required = false) @Nullable CourtCode court,
            @RequestParam(required = false) @Nullable LocalDate day) {
        return night(by, court == null ? by.court() : court, day, null);
    }

    private NightPage night(Actor by, CourtCode court, @Nullable LocalDate day, @Nullable String refusal) {
        return new NightPage(
                desk.night(by, court, Optional.ofNullable(day)),
                court.equals(by.court()) && access.may(by, UseCase.MANAGE_ROBOT, court),
                refusal);
    }

    @PostMapping("/robot/nights/cancel")
    Object cancel(
            Actor by,
            @RequestParam(required = false) @Nullable LocalDate day,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes after) {
        access.allow(by, UseCase.MANAGE_ROBOT, by.court());
        try {
            if (day == null) {
                throw new Problem.Invalid("day", "请选择批次的日期");
            }
            after.addFlashAttribute("notice", "已取消尚未发送的请求%d项".formatted(desk.cancel(by, day, because)));
            return "redirect:/robot/nights?day=" + day;
        } catch (Problem.Conflict | Problem.Invalid e) {
            return night(by, by.court(), day, e.getMessage());
        }
    }

    // --- programs

    /**
     * The robot's state and its diary.
     *
     * @param since null while nobody has ever touched the switch
     */
    record Answer(
            CourtCode court,
            boolean runs,
            @Nullable String because,
            @Nullable Instant since,
            long waiting,
            long total,
            List<Line> lines) {}

    /** @param rule the id of the rule followed */
    record Line(
            Instant at,
            String deed,
            @Nullable CaseNumber caseNumber,
            @Nullable String reason,
            @Nullable String rule,
            String sentence) {}

    @Operation(summary = "机器人日志", description = "机器人的启停状态和日志，最新的在前，每页五十条；可按日期、案号、事项筛选。")
    @GetMapping("/api/robot")
    @ResponseBody
    Answer api(
            Actor by,
            @RequestParam(required = false) @Nullable CourtCode court,
            @RequestParam(required = false) @Nullable LocalDate day,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(required = false) @Nullable Deed deed,
            @RequestParam(defaultValue = "1") int page) {
        CourtCode of = court == null ? by.court() : court;
        RobotDesk.State state = desk.state(by, of);
        RobotDesk.Page found = desk.diary(by, of, new Asked(day, number(number), deed), page);
        Position position = state.position();
        return new Answer(
                of,
                state.runs(),
                position == null ? null : position.because(),
                position == null ? null : position.since(),
                state.waiting(),
                found.total(),
                found.lines().stream()
                        .map(told -> new Line(
                                told.line().at(),
                                told.line().deed().name(),
                                told.number(),
                                told.line().reason() == null
                                        ? null
                                        : told.line().reason().name(),
                                told.line().reason() == null
                                        ? null
                                        : told.line().reason().rule(),
                                told.line().sentence()))
                        .toList());
    }

    /** @param on true starts it, false stops it */
    @Schema(example = "{\"on\":false,\"because\":\"协助单位系统升级\"}")
    record Turning(@Nullable Boolean on, @Nullable String because) {}

    /** @param runs how it stands now */
    record Turned(boolean runs) {}

    @Operation(summary = "启停机器人", description = "停用期间不发起新的查询，已发出的仍接收反馈；启用后自动补办。须写明理由。")
    @PostMapping("/api/robot/switch")
    @ResponseBody
    Turned turn(Actor by, @RequestBody Turning asked) {
        access.allow(by, UseCase.MANAGE_ROBOT, by.court());
        boolean on = on(String.valueOf(asked.on()));
        desk.turn(by, on, asked.because() == null ? "" : asked.because());
        return new Turned(on);
    }

    /** @param on the day of the batch, null when there is none */
    record Batch(CourtCode court, @Nullable LocalDate on, List<NightStore.Line> institutions) {}

    @Operation(summary = "机器人批次进度", description = "机器人同一日发起的查询为一个批次，按协助单位统计；不填日期为最近一批。")
    @GetMapping("/api/robot/nights")
    @ResponseBody
    Batch apiNight(
            Actor by,
            @RequestParam(required = false) @Nullable CourtCode court,
            @RequestParam(required = false) @Nullable LocalDate day) {
        RobotDesk.Night night = desk.night(by, court == null ? by.court() : court, Optional.ofNullable(day));
        return new Batch(night.court(), night.on().orElse(null), night.lines());
    }

    /** Where the pages hang. */
    @Configuration
    static class Places {
        @Bean
        NavItem robotEntry() {
            return new NavItem("机器人", "/robot", 41, UseCase.READ_ROBOT.name(), "机");
        }
    }
}
