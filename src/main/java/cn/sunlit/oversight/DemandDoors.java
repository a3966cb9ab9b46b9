package cn.sunlit.oversight;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseHeading;
import cn.sunlit.cases.Cases;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.State;
import cn.sunlit.documents.Documents;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.CaseTab;
import cn.sunlit.web.Download;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.NavItem;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Orders of supervision, for people and for programs. */
@Tag(name = "预警与督办")
@Controller
class DemandDoors {

    private final Demands demands;
    private final DemandStore store;
    private final Cases cases;
    private final CaseHeading heading;
    private final Docket docket;
    private final Documents documents;
    private final Access access;
    private final Courts courts;
    private final Clock clock;

    DemandDoors(
            Demands demands,
            DemandStore store,
            Cases cases,
            CaseHeading heading,
            Docket docket,
            Documents documents,
            Access access,
            Courts courts,
            Clock clock) {
        this.demands = demands;
        this.store = store;
        this.cases = cases;
        this.heading = heading;
        this.docket = docket;
        this.documents = documents;
        this.access = access;
        this.courts = courts;
        this.clock = clock;
    }

    @GetMapping("/supervision")
    Screen all(Actor by) {
        return new DemandsPage(demands.all(by), demands.figures(by), LocalDate.now(clock));
    }

    @GetMapping("/cases/{number}/supervision")
    Screen ofCase(Actor by, @PathVariable CaseNumber number) {
        return page(by, cases.open(by, UseCase.READ_DEMANDS, number), null, Map.of(), FormErrors.NONE);
    }

    private CaseDemandsPage page(
            Actor by, CaseFile file, @Nullable String form, Map<String, String> typed, FormErrors errors) {
        return new CaseDemandsPage(
                heading.of(file),
                demands.ofCase(by, file),
                docket.innerNodes(file.id()).stream()
                        .filter(n -> n.state() == State.OPEN)
                        .toList(),
                documents.ofCase(file.id()),
                access.may(by, UseCase.ISSUE_DEMAND, file.court()),
                access.may(by, UseCase.REPLY_DEMAND, file.court()),
                by.login(),
                courts.nameOf(by.court()),
                LocalDate.now(clock),
                form,
                typed,
                errors);
    }

    @PostMapping("/cases/{number}/supervision")
    Object issue(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam(defaultValue = "") String asks,
            @RequestParam(defaultValue = "") String node,
            @RequestParam(required = false) @Nullable Integer days,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String letter,
            @RequestParam(required = false) @Nullable MultipartFile file,
            RedirectAttributes next)
            throws IOException {
        try {
            demands.issue(
                    by,
                    number,
                    new Demands.Wanted(node, asks, days, from, letter, file == null ? null : file.getBytes()));
        } catch (Problem.Invalid wrong) {
            return page(
                    by,
                    cases.open(by, UseCase.ISSUE_DEMAND, number),
                    "issue",
                    Map.of("asks", asks, "from", from, "letter", letter),
                    FormErrors.of(wrong));
        }
        next.addFlashAttribute("notice", "督办已发出，承办人的今日页会显示");
        return "redirect:" + Show.casePath(number, "/supervision");
    }

    @PostMapping("/supervision/{demand}/reply")
    Object reply(
            Actor by,
            @PathVariable long demand,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) @Nullable Set<Long> evidence,
            RedirectAttributes next) {
        try {
            demands.reply(by, demand, text, evidence);
        } catch (Problem.Invalid wrong) {
            return again(by, demand, text, wrong);
        }
        next.addFlashAttribute("notice", "答复已提交，等待审核");
        return back(demand);
    }

    @PostMapping("/supervision/{demand}/decision")
    Object decide(
            Actor by,
            @PathVariable long demand,
            @RequestParam(defaultValue = "false") boolean accepted,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) @Nullable Integer days,
            RedirectAttributes next) {
        try {
            demands.decide(by, demand, accepted, text, days);
        } catch (Problem.Invalid wrong) {
            return again(by, demand, text, wrong);
        }
        next.addFlashAttribute("notice", accepted ? "已认可，督办办结" : "已退回重办");
        return back(demand);
    }

    private Object again(Actor by, long demand, String text, Problem.Invalid wrong) {
        CaseNumber number = store.one(demand).orElseThrow(() -> wrong).number();
        return page(
                by,
                cases.open(by, UseCase.READ_DEMANDS, number),
                Long.toString(demand),
                Map.of("text", text),
                FormErrors.of(wrong));
    }

    private String back(long demand) {
        return store.one(demand)
                .map(d -> "redirect:" + Show.casePath(d.number(), "/supervision"))
                .orElse("redirect:/supervision");
    }

    @GetMapping("/supervision/{demand}/letter")
    ResponseEntity<byte[]> letter(Actor by, @PathVariable long demand) {
        return Download.kept("letter-" + demand + ".pdf", MediaType.APPLICATION_PDF, demands.letter(by, demand));
    }

    record Answer(List<Demand> demands) {}

    record All(List<Demand> demands, List<DemandStore.Figures> figures) {}

    @Operation(summary = "督办及今年以来的件数", description = "本院和下级法院的督办；人民检察院的系统只看到本院提出的检察建议。")
    @GetMapping("/api/demands")
    @ResponseBody
    All list(Actor by) {
        return new All(demands.all(by), demands.figures(by));
    }

    @Operation(summary = "本案的督办", description = "对本案提出的督办，连同答复、审核和升级的经过。")
    @GetMapping("/api/cases/{number}/demands")
    @ResponseBody
    Answer list(Actor by, @PathVariable CaseNumber number) {
        return new Answer(demands.ofCase(by, cases.open(by, UseCase.READ_DEMANDS, number)));
    }

    /** @param file the letter, as base64 */
    @Schema(example = "{\"asks\":\"三十日内完成财产处置并报告进展\",\"node\":\"E02\",\"days\":10}")
    record Wanted(
            @Nullable String asks,
            @Nullable String node,
            @Nullable Integer days,
            @Nullable String from,
            @Nullable String letter,
            byte @Nullable [] file) {}

    record Issued(long id) {}

    @Operation(summary = "督办", description = "本院局长对本院案件、上级法院的监督人员对下级法院的案件、人民检察院（须有文号）；days 为答复期限的工作日数，不填按本院口径。")
    @PostMapping("/api/cases/{number}/demands")
    @ResponseBody
    @ResponseStatus(HttpStatus.CREATED)
    Issued issue(Actor by, @PathVariable CaseNumber number, @RequestBody Wanted wanted) {
        return new Issued(demands.issue(
                by,
                number,
                new Demands.Wanted(
                        wanted.node(), wanted.asks(), wanted.days(), wanted.from(), wanted.letter(), wanted.file())));
    }

    @Schema(example = "{\"text\":\"已于昨日作出拍卖裁定并上网公告\",\"evidence\":[12]}")
    record Reply(@Nullable String text, @Nullable Set<Long> evidence) {}

    @Operation(summary = "答复督办", description = "evidence 为本案文书的编号，至少一份；本案还没有文书的可以不填。")
    @PostMapping("/api/demands/{demand}/reply")
    @ResponseBody
    Demand reply(Actor by, @PathVariable long demand, @RequestBody Reply given) {
        return demands.reply(by, demand, given.text(), given.evidence());
    }

    @Schema(example = "{\"accepted\":false,\"text\":\"未说明为何没有处置车辆\",\"days\":5}")
    record Decision(
            boolean accepted,
            @Nullable String text,
            @Nullable Integer days) {}

    @Operation(summary = "审核答复", description = "由作出督办的一方认可，或者写明理由退回。")
    @PostMapping("/api/demands/{demand}/decision")
    @ResponseBody
    Demand decide(Actor by, @PathVariable long demand, @RequestBody Decision given) {
        return demands.decide(by, demand, given.accepted(), given.text(), given.days());
    }

    @Configuration
    static class Entries {
        @Bean
        CaseTab supervisionTab() {
            return new CaseTab("督办", "/supervision", 75);
        }

        @Bean
        NavItem supervisionEntry() {
            return new NavItem("督办", "/supervision", 55, UseCase.READ_DEMANDS.name(), "督");
        }
    }
}
