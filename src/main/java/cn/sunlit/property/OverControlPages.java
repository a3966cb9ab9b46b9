package cn.sunlit.property;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.Show;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The meter for programs, and the confirmation of what is proposed to be let go. */
@Tag(name = "财产与措施")
@Controller
class OverControlPages {

    private final OverControlDesk desk;
    private final Cases cases;

    OverControlPages(OverControlDesk desk, Cases cases) {
        this.desk = desk;
        this.cases = cases;
    }

    @Operation(summary = "控制额度表", description = "控制额度与已控制的财产，逐项说明是否计入；超出时列出建议解除的。被执行人可以查看自己案件的。")
    @GetMapping("/api/cases/{number}/over-control")
    @ResponseBody
    MeterView meter(Actor by, @PathVariable CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.READ_ASSETS, number);
        return desk.openTo(by, file).orElseThrow(() -> new Problem.NotFound("本案没有可以查看的控制额度表"));
    }

    /**
     * What of the proposed releases is confirmed.
     *
     * @param measures keys
     */
    @Schema(example = "{\"measures\":[12]}")
    record Confirmed(@Nullable List<Long> measures) {}

    /** @param ordered how many releases went out */
    record ConfirmedAnswer(int ordered) {}

    @Operation(summary = "确认解除超出部分", description = "只能确认控制额度表建议解除的；解除后仍然足额。")
    @PostMapping("/api/cases/{number}/over-control")
    @ResponseBody
    ConfirmedAnswer release(Actor by, @PathVariable CaseNumber number, @RequestBody Confirmed confirmed) {
        return new ConfirmedAnswer(desk.release(by, number, set(confirmed.measures())));
    }

    private static Set<Long> set(@Nullable List<Long> chosen) {
        return chosen == null
                ? Set.of()
                : chosen.stream().filter(Objects::nonNull).collect(Collectors.toSet());
    }

    @PostMapping("/cases/{number}/assets/over-control")
    Object release(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam(required = false) @Nullable List<Long> measure,
            RedirectAttributes after) {
        int ordered = desk.release(by, number, set(measure));
        after.addFlashAttribute("notice", "已发出%d项解除通知，收到反馈后生效".formatted(ordered));
        return "redirect:" + Show.casePath(number, "/assets");
    }
}
