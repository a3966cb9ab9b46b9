package cn.sunlit.settings;

import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Problem.FieldError;
import cn.sunlit.statutes.HolidayNotice;
import cn.sunlit.statutes.LocalPractice;
import cn.sunlit.statutes.PracticeNumber;
import cn.sunlit.statutes.WorkCalendar;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Holidays and local practice for machines. */
@Tag(name = "设定")
@RestController
class SettingsApi {

    private final Holidays holidays;
    private final CourtPractice practice;
    private final Access access;
    private final Clock clock;

    SettingsApi(Holidays holidays, CourtPractice practice, Access access, Clock clock) {
        this.holidays = holidays;
        this.practice = practice;
        this.access = access;
        this.clock = clock;
    }

    record Year(int year, String source) {}

    record Years(List<Year> years) {}

    @Operation(summary = "已知的放假安排", description = "随产品发布的和导入的各年度安排及其通知出处；不在其中的年度只按周六周日推算，标明暂定。")
    @GetMapping("/api/holidays")
    Years years(Actor by) {
        access.allow(by, UseCase.READ_SETTINGS, by.court());
        WorkCalendar calendar = holidays.calendar();
        return new Years(calendar.years().stream()
                .map(y -> new Year(y, calendar.noticeOf(y)))
                .toList());
    }

    record Taken(int year, String source, int off, int makeUp) {}

    /** The form of the file, for the description alone. */
    @Schema(
            example =
                    "{\"year\":2027,\"papers\":[\"https://www.gov.cn/…\"],\"days\":[{\"date\":\"2027-01-01\",\"isOffDay\":true}]}")
    private record NoticeFile(int year, List<String> papers, List<NoticeDay> days) {}

    private record NoticeDay(LocalDate date, boolean isOffDay) {}

    /** @param file a year's file of the public holiday-cn form, as the body */
    @Operation(
            summary = "导入一年的放假安排",
            description = "国务院办公厅通知公布后导入；同一年度再次导入的取代前次。此前暂定的期限随后自动重算并留痕。",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = NoticeFile.class))))
    @PostMapping("/api/holidays")
    @ResponseStatus(HttpStatus.CREATED)
    Taken take(Actor by, @RequestBody String file) {
        HolidayNotice notice = holidays.take(by, file);
        holidays.runDue();
        return new Taken(
                notice.year(),
                notice.source(),
                notice.off().size(),
                notice.makeUp().size());
    }

    /** @param note whether it is the product's default or the court's own, and since when */
    record Held(String what, String rule, String name, int value, int min, int max, String note) {}

    record Answer(CourtCode court, LocalDate on, List<Held> practices) {}

    @Operation(summary = "本院口径", description = "可由法院设定的产品默认值，今天各为多少，是默认值还是本院的规定、自何日起。法律规定的数字不在其中。")
    @GetMapping("/api/practices")
    Answer practices(Actor by, @RequestParam(required = false) @Nullable CourtCode court) {
        CourtCode where = court == null ? by.court() : court;
        access.allow(by, UseCase.READ_SETTINGS, where);
        LocalDate today = LocalDate.now(clock);
        LocalPractice set = practice.of(where);
        return new Answer(
                where,
                today,
                Stream.of(PracticeNumber.values())
                        .map(n -> {
                            LocalPractice.Value held = set.on(n, today);
                            return new Held(
                                    n.name(),
                                    n.rule(),
                                    n.zh(),
                                    held.value(),
                                    n.min(),
                                    n.max(),
                                    held.explanation().text());
                        })
                        .toList());
    }

    @Schema(
            example =
                    "{\"what\":\"PERFORMANCE_DAYS\",\"from\":\"2027-01-01\",\"value\":7,\"basis\":\"本院关于执行通知书履行期间的规定\"}")
    record Wanted(
            @Nullable CourtCode court,
            @Nullable String what,
            @Nullable LocalDate from,
            @Nullable Integer value,
            @Nullable String basis) {}

    record Set(CourtCode court, String what, LocalDate from, int value, String basis) {}

    @Operation(summary = "设定本院口径", description = "自 from 之日起适用，不能早于今天；须写明本院规定的名称或者文号。结果的说明中写明所适用的规定。")
    @PostMapping("/api/practices")
    @ResponseStatus(HttpStatus.CREATED)
    Set set(Actor by, @RequestBody Wanted wanted) {
        CourtCode court = wanted.court() == null ? by.court() : wanted.court();
        String what = wanted.what();
        LocalDate from = wanted.from();
        Integer value = wanted.value();
        List<FieldError> missing = new ArrayList<>();
        if (what == null || what.isBlank()) {
            missing.add(new FieldError("what", "请填写要设定的口径"));
        }
        if (from == null) {
            missing.add(new FieldError("from", "请填写生效日期"));
        }
        if (value == null) {
            missing.add(new FieldError("value", "请填写数值"));
        }
        if (what == null || what.isBlank() || from == null || value == null) {
            throw new Problem.Invalid(missing);
        }
        LocalPractice.Setting setting =
                practice.set(by, court, named(what), from, value, wanted.basis() == null ? "" : wanted.basis());
        return new Set(court, what, setting.from(), setting.value(), setting.basis());
    }

    private static PracticeNumber named(String what) {
        try {
            return PracticeNumber.named(what);
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid("what", String.valueOf(e.getMessage()));
        }
    }
}
