package cn.sunlit.property;

import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.PlainDay;
import cn.sunlit.web.Screen;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The officer's acts on proposed renewals, for people and for programs. */
@Tag(name = "财产与措施")
@Controller
class RenewalPages {

    private final Renewals renewals;
    private final Access access;

    RenewalPages(Renewals renewals, Access access) {
        this.renewals = renewals;
        this.access = access;
    }

    @GetMapping("/guardian/renewals/{renewal}")
    Screen prepared(Actor by, @PathVariable long renewal) {
        Renewals.Prepared prepared = renewals.prepared(by, renewal);
        return new GuardianDraftPage(
                prepared, access.may(by, UseCase.ORDER_MEASURE, prepared.file().court()));
    }

    @PostMapping("/guardian/renewals")
    Screen confirm(
            Actor by,
            @RequestParam(required = false) @Nullable List<Long> renewal,
            @RequestParam(defaultValue = "") String reason) {
        return new GuardianDonePage(renewals.confirm(by, renewal == null ? List.of() : renewal, reason));
    }

    @PostMapping("/guardian/declined")
    Screen decline(
            Actor by,
            @RequestParam(required = false) @Nullable List<Long> renewal,
            @RequestParam(defaultValue = "") String reason) {
        return new GuardianDonePage(renewals.decline(by, renewal == null ? List.of() : renewal, reason));
    }

    @PostMapping("/guardian/renewals/{renewal}/registered")
    Object registered(
            Actor by,
            @PathVariable long renewal,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String document,
            RedirectAttributes after) {
        renewals.registeredAgain(by, renewal, PlainDay.optional("until", until), document);
        after.addFlashAttribute("notice", "轮候登记的到期日已更新");
        return "redirect:/guardian";
    }

    /**
     * Proposals that are decided together.
     *
     * @param renewals their keys, at most a hundred
     */
    @Schema(example = "{\"renewals\":[12,13],\"reason\":\"申请执行人申请续行\"}")
    record Decided(@Nullable List<Long> renewals, @Nullable String reason) {}

    /** @param outcomes one for each of them */
    record DecidedAnswer(List<Renewals.Outcome> outcomes) {}

    @Operation(summary = "确认续行", description = "逐项作出续行裁定并通知协助单位，各自成败，一次最多100项；财产保全的续行须在 reason 写明申请人的申请。重发不重办。")
    @PostMapping("/api/guardian/renewals")
    @ResponseBody
    DecidedAnswer confirm(Actor by, @RequestBody Decided decided) {
        return new DecidedAnswer(
                renewals.confirm(by, decided.renewals() == null ? List.of() : decided.renewals(), decided.reason()));
    }

    @Operation(summary = "决定不续行", description = "须写明理由；期满后不计入丢失。")
    @PostMapping("/api/guardian/declined")
    @ResponseBody
    DecidedAnswer decline(Actor by, @RequestBody Decided decided) {
        return new DecidedAnswer(
                renewals.decline(by, decided.renewals() == null ? List.of() : decided.renewals(), decided.reason()));
    }
}
