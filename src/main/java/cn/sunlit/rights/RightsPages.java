package cn.sunlit.rights;

import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.FileKind;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.Download;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.NavItem;
import cn.sunlit.web.Screen;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The court's answers to parties who ask about their own data. */
@Controller
class RightsPages {

    private final Answers answers;
    private final Access access;
    private final Clock clock;

    RightsPages(Answers answers, Access access, Clock clock) {
        this.answers = answers;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/rights")
    Screen all(Actor by) {
        return new RightsPage(answers.all(by), LocalDate.now(clock));
    }

    @GetMapping("/rights/{request}")
    RequestPage one(Actor by, @PathVariable long request) {
        return page(by, request, null, "", FormErrors.NONE);
    }

    /** The same page with what was asked in full; that it was read is on record. */
    @PostMapping("/rights/{request}/full")
    RequestPage full(Actor by, @PathVariable long request) {
        return page(by, request, answers.open(by, request), "", FormErrors.NONE);
    }

    @GetMapping("/rights/{request}/evidence")
    ResponseEntity<byte[]> evidence(Actor by, @PathVariable long request) {
        byte[] file = answers.evidence(by, request);
        FileKind kind = FileKind.of(file).orElseThrow(() -> new Problem.Conflict("所附文件已无法识别"));
        return Download.kept(
                "evidence-%d.%s".formatted(request, kind.extension()),
                MediaType.parseMediaType(kind.mediaType()),
                file);
    }

    @PostMapping("/rights/{request}/grant")
    Object grant(
            Actor by,
            @PathVariable long request,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes next) {
        try {
            answers.grant(by, request, reason);
        } catch (Problem.Invalid wrong) {
            return page(by, request, null, reason, FormErrors.of(wrong));
        }
        next.addFlashAttribute("notice", answers.one(by, request).isOpen() ? "已提交，等待另一人复核" : "已同意并已办理");
        return "redirect:/rights/" + request;
    }

    @PostMapping("/rights/{request}/refuse")
    Object refuse(
            Actor by,
            @PathVariable long request,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "0") int article,
            RedirectAttributes next) {
        try {
            answers.refuse(by, request, reason, article);
        } catch (Problem.Invalid wrong) {
            return page(by, request, null, reason, FormErrors.of(wrong));
        }
        next.addFlashAttribute("notice", "已答复不同意，当事人会看到理由和依据");
        return "redirect:/rights/" + request;
    }

    @PostMapping("/rights/{request}/confirm")
    String confirm(Actor by, @PathVariable long request, RedirectAttributes next) {
        answers.confirm(by, request);
        next.addFlashAttribute("notice", "已复核同意并已办理");
        return "redirect:/rights/" + request;
    }

    private RequestPage page(Actor by, long id, Rights.@Nullable Content content, String reason, FormErrors errors) {
        Request request = answers.one(by, id);
        return new RequestPage(
                request,
                content,
                access.may(by, UseCase.ANSWER_RIGHTS, request.court()),
                access.may(by, UseCase.CONFIRM_RIGHTS, request.court())
                        && !by.login().equals(request.proposedBy()),
                request.subject().grounds().stream().map(Request.Ground::of).toList(),
                reason,
                errors,
                LocalDate.now(clock));
    }

    /** Its place in the menu. */
    @Configuration
    static class Menu {
        @Bean
        NavItem rightsEntry() {
            return new NavItem("信息请求", "/rights", 79, UseCase.READ_RIGHTS.name(), "请");
        }
    }
}
