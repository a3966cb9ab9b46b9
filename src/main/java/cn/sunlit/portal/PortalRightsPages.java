package cn.sunlit.portal;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.Problem;
import cn.sunlit.rights.Copies;
import cn.sunlit.rights.Copy;
import cn.sunlit.rights.Rights;
import cn.sunlit.web.Download;
import cn.sunlit.web.FormErrors;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.json.JsonMapper;

/** What a party may ask about its own data. A copy is the answer to a form, so that no address leads to one. */
@Controller
class PortalRightsPages {

    private static final String AT = "/portal/rights";

    private final PortalPages portal;
    private final Rights rights;
    private final Copies copies;
    private final Clock clock;

    PortalRightsPages(PortalPages portal, Rights rights, Copies copies, Clock clock) {
        this.portal = portal;
        this.rights = rights;
        this.copies = copies;
        this.clock = clock;
    }

    @GetMapping(AT)
    PortalRightsPage show(Actor by) {
        return page(by, portal.own(by, UseCase.READ_CASE), Map.of(), FormErrors.NONE);
    }

    @PostMapping("/portal/rights/copy")
    ResponseEntity<byte[]> copy(Actor by, @RequestParam(defaultValue = "pdf") String form) {
        CaseFile file = portal.own(by, UseCase.READ_CASE);
        if (!form.equals("pdf") && !form.equals("json")) {
            throw new Problem.Invalid("form", "请选择 pdf 或者 json");
        }
        Copy copy = copies.make(by, file);
        return form.equals("pdf")
                ? Download.kept("my-data.pdf", MediaType.APPLICATION_PDF, Copies.paper(copy))
                : Download.kept(
                        "my-data.json",
                        MediaType.APPLICATION_JSON,
                        JsonMapper.shared().writeValueAsBytes(copy));
    }

    @PostMapping("/portal/rights/corrections")
    Object correct(
            Actor by,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String wanted,
            @RequestParam(defaultValue = "") String said,
            @RequestParam(required = false) @Nullable MultipartFile evidence,
            RedirectAttributes next)
            throws IOException {
        CaseFile file = portal.own(by, UseCase.READ_CASE);
        try {
            rights.correct(by, file, subject, wanted, said, evidence == null ? null : evidence.getBytes());
        } catch (Problem.Invalid wrong) {
            return page(by, file, Map.of("subject", subject, "wanted", wanted, "said", said), FormErrors.of(wrong));
        }
        return asked(next);
    }

    @PostMapping("/portal/rights/erasures")
    Object erase(
            Actor by,
            @RequestParam(defaultValue = "") String erase,
            @RequestParam(defaultValue = "") String why,
            RedirectAttributes next) {
        CaseFile file = portal.own(by, UseCase.READ_CASE);
        try {
            rights.erase(by, file, erase, why);
        } catch (Problem.Invalid wrong) {
            return page(by, file, Map.of("erase", erase, "why", why), FormErrors.of(wrong));
        }
        return asked(next);
    }

    private static String asked(RedirectAttributes next) {
        next.addFlashAttribute("notice", "已提交，法院会在这里答复并发短信告诉您");
        return "redirect:" + AT;
    }

    private PortalRightsPage page(Actor by, CaseFile file, Map<String, String> typed, FormErrors errors) {
        return new PortalRightsPage(
                portal.head(by, file, AT), rights.own(by, file), typed, errors, LocalDate.now(clock));
    }
}
