package cn.sunlit.inquiries;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseHeading;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.CaseTab;
import cn.sunlit.web.NavItem;
import cn.sunlit.web.Posted;
import cn.sunlit.web.Show;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages of inquiries and institutions. */
@Controller
class InquiriesPages {

    private final Inquiries inquiries;
    private final Institutions institutions;
    private final InquiryStore store;
    private final StrayStore strays;
    private final Cases cases;
    private final CaseHeading heading;
    private final Access access;
    private final ObjectProvider<RoundsDiary> diaries;

    InquiriesPages(
            Inquiries inquiries,
            Institutions institutions,
            InquiryStore store,
            StrayStore strays,
            Cases cases,
            Access access,
            CaseHeading heading,
            ObjectProvider<RoundsDiary> diaries) {
        this.diaries = diaries;
        this.heading = heading;
        this.inquiries = inquiries;
        this.institutions = institutions;
        this.store = store;
        this.strays = strays;
        this.cases = cases;
        this.access = access;
    }

    @GetMapping("/cases/{number}/inquiries")
    InquiriesPage show(Actor by, @PathVariable CaseNumber number) {
        return page(by, number, null);
    }

    @PostMapping("/cases/{number}/inquiries")
    Object start(Actor by, @PathVariable CaseNumber number, RedirectAttributes after) {
        try {
            Batch batch = inquiries.start(by, number);
            after.addFlashAttribute("notice", "第%d轮网络查询已发起，共%d项请求".formatted(batch.sequence(), batch.requests()));
            return "redirect:" + Show.casePath(number, "/inquiries");
        } catch (Problem.Conflict e) {
            return page(by, number, e.getMessage());
        }
    }

    @PostMapping("/cases/{number}/inquiries/{id}/again")
    Object again(Actor by, @PathVariable CaseNumber number, @PathVariable long id, RedirectAttributes after) {
        try {
            inquiries.sendAgain(by, number, id);
            after.addFlashAttribute("notice", "请求已重新排队发送");
            return "redirect:" + Show.casePath(number, "/inquiries");
        } catch (Problem.Conflict e) {
            return page(by, number, e.getMessage());
        }
    }

    @PostMapping("/cases/{number}/inquiries/cancel")
    Object cancel(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes after) {
        return Posted.act(
                after,
                Show.casePath(number, "/inquiries"),
                () -> "已取消尚未发送的查询请求%d项".formatted(inquiries.cancel(by, number, because)),
                e -> page(by, number, e.getMessage()));
    }

    @GetMapping("/institutions")
    InstitutionsPage institutions(Actor by) {
        access.allow(by, UseCase.READ_INQUIRIES, by.court());
        Map<String, InquiryStore.Load> loads = store.loads(by.court()).stream()
                .collect(Collectors.toMap(InquiryStore.Load::code, Function.identity()));
        return new InstitutionsPage(
                institutions.all().stream()
                        .map(i -> new InstitutionsPage.Line(
                                i, loads.getOrDefault(i.code(), new InquiryStore.Load(i.code(), 0, 0, 0, 0))))
                        .toList(),
                strays.open());
    }

    private InquiriesPage page(Actor by, CaseNumber number, @Nullable String refusal) {
        CaseFile file = cases.open(by, UseCase.READ_INQUIRIES, number);
        return new InquiriesPage(
                heading.of(file),
                InquiriesApi.Progress.of(inquiries.ofCase(file.id())),
                access.may(by, UseCase.START_INQUIRY, file.court()) && file.isRunning(),
                access.may(by, UseCase.START_INQUIRY, file.court()),
                diaries.stream().flatMap(d -> d.newest(file.id()).stream()).toList(),
                refusal);
    }

    /** Where the pages hang. */
    @Configuration
    static class Places {
        @Bean
        CaseTab inquiriesTab() {
            return new CaseTab("查询", "/inquiries", 30);
        }

        @Bean
        NavItem institutionsEntry() {
            return new NavItem("协助单位", "/institutions", 40, "READ_INQUIRIES", "查");
        }
    }
}
