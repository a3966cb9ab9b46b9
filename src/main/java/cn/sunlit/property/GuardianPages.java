package cn.sunlit.property;

import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.StaffMember;
import cn.sunlit.identity.UseCase;
import cn.sunlit.inquiries.Institution;
import cn.sunlit.inquiries.Institutions;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.PlainMoney;
import cn.sunlit.kernel.Problem;
import cn.sunlit.property.GuardianRules.Colour;
import cn.sunlit.property.GuardianStore.Count;
import cn.sunlit.property.GuardianStore.Sort;
import cn.sunlit.web.Asked;
import cn.sunlit.web.Download;
import cn.sunlit.web.NavItem;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Spreadsheet;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The guardian of seizures: the page, the file, and the same for machines. */
@Tag(name = "财产与措施")
@Controller
class GuardianPages {

    private static final List<String> FIELDS =
            List.of("scope", "colour", "kind", "institution", "officer", "court", "least", "sort", "after");

    private final Guardian guardian;
    private final Institutions institutions;
    private final StaffDirectory staff;
    private final Courts courts;
    private final Access access;

    GuardianPages(Guardian guardian, Institutions institutions, StaffDirectory staff, Courts courts, Access access) {
        this.guardian = guardian;
        this.institutions = institutions;
        this.staff = staff;
        this.courts = courts;
        this.access = access;
    }

    @GetMapping("/guardian")
    Screen page(Actor by, @RequestParam Map<String, String> asked) {
        Map<String, String> filters = filters(asked);
        // It opens on what is lost if nobody acts.
        filters.putIfAbsent("colour", Colour.RED.name());
        Guardian.Found found = guardian.find(by, wanted(filters), filters.get("after"));
        filters.put("scope", found.scope().name());
        return new GuardianPage(
                found,
                filters,
                guardian.scopes(by),
                institutions.all().stream()
                        .filter(i -> !i.actions().isEmpty() || !i.isOnline())
                        .collect(Collectors.toMap(
                                Institution::code, Institution::name, (a, b) -> a, LinkedHashMap::new)),
                officers(by, found.scope()),
                found.scope() == Guardian.Scope.BELOW
                        ? courts.within(by.court()).stream()
                                .filter(c -> !c.equals(by.court()))
                                .collect(Collectors.toMap(
                                        CourtCode::value, courts::nameOf, (a, b) -> a, LinkedHashMap::new))
                        : Map.of(),
                access.may(by, UseCase.ORDER_MEASURE, by.court()) && found.scope() != Guardian.Scope.BELOW,
                access.may(by, UseCase.READ_INQUIRIES, by.court()),
                access.may(by, UseCase.SET_PRACTICE, by.court()));
    }

    private Map<String, String> officers(Actor by, Guardian.Scope scope) {
        return scope == Guardian.Scope.COURT || scope == Guardian.Scope.TEAM
                ? staff.officers(by.court()).stream()
                        .collect(Collectors.toMap(
                                StaffMember::login, StaffMember::name, (a, b) -> a, LinkedHashMap::new))
                : Map.of();
    }

    @GetMapping("/guardian.csv")
    ResponseEntity<byte[]> csv(Actor by, @RequestParam Map<String, String> asked) {
        return Download.kept("guardian.csv", Download.CSV, file(by, asked).csv());
    }

    @GetMapping("/guardian.xlsx")
    ResponseEntity<byte[]> xlsx(Actor by, @RequestParam Map<String, String> asked) {
        return Download.kept("guardian.xlsx", Spreadsheet.XLSX, file(by, asked).xlsx());
    }

    private Spreadsheet file(Actor by, Map<String, String> asked) {
        return GuardianFile.of(guardian.all(by, wanted(filters(asked))));
    }

    @PostMapping("/guardian/lead-times")
    Object leadTime(
            Actor by,
            @RequestParam(defaultValue = "") String institution,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(defaultValue = "") String basis,
            RedirectAttributes after) {
        guardian.setLeadTime(by, institution, null, number(days), basis);
        after.addFlashAttribute("notice", "办理时间已设定，自今日起按此提醒");
        return "redirect:/guardian";
    }

    private static @Nullable Integer number(String text) {
        return text.strip().matches("\\d{1,3}") ? Integer.valueOf(text.strip()) : null;
    }

    /**
     * @param counts of each colour with what they are worth, counted up to ten thousand
     * @param next to be sent as {@code after} for the next page; null at the end
     * @param provisional whether holidays are concerned that have not been announced
     */
    record GuardianAnswer(
            List<GuardianLine> measures,
            Map<Colour, Count> counts,
            @Nullable String next,
            boolean provisional) {}

    @Operation(
            summary = "查封守护",
            description =
                    "生效和轮候的控制措施，最先到期的在前，每页50项。colour 为 LOST（已丢失）、RED（过了最后办理日）、YELLOW（该续行）、CALM（平稳），不填为全部未到期的；"
                            + "scope 为 OWN、TEAM、COURT、BELOW；还可以按 kind（财产种类）、institution、officer、court、least（最低价值）筛选，sort 为 TERM 或者 VALUE。")
    @GetMapping("/api/guardian")
    @ResponseBody
    GuardianAnswer measures(
            Actor by,
            @RequestParam(required = false) @Nullable String scope,
            @RequestParam(required = false) @Nullable String colour,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String institution,
            @RequestParam(required = false) @Nullable String officer,
            @RequestParam(required = false) @Nullable String court,
            @RequestParam(required = false) @Nullable String least,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String after) {
        Map<String, @Nullable String> asked = new HashMap<>();
        asked.put("scope", scope);
        asked.put("colour", colour);
        asked.put("kind", kind);
        asked.put("institution", institution);
        asked.put("officer", officer);
        asked.put("court", court);
        asked.put("least", least);
        asked.put("sort", sort);
        Guardian.Found found = guardian.find(by, wanted(filters(asked)), after);
        return new GuardianAnswer(found.lines(), found.counts(), found.next(), found.provisional());
    }

    private static Map<String, String> filters(Map<String, ? extends @Nullable String> asked) {
        return Asked.filled(FIELDS, asked);
    }

    private static Guardian.Wanted wanted(Map<String, String> asked) {
        String kind = asked.get("kind");
        if (kind != null && !kind.matches("[A-Z_]{2,40}")) {
            throw new Problem.Invalid("kind", "没有这样的财产种类");
        }
        String colour = asked.get("colour");
        Sort sort = Asked.word(Sort.class, "sort", "排序", asked.get("sort"));
        return new Guardian.Wanted(
                Asked.word(Guardian.Scope.class, "scope", "范围", asked.get("scope")),
                "ALL".equals(colour) ? null : Asked.word(Colour.class, "colour", "颜色", colour),
                kind,
                asked.get("institution"),
                asked.get("officer"),
                court(asked.get("court")),
                PlainMoney.optional("least", asked.get("least")),
                sort == null ? Sort.TERM : sort);
    }

    private static @Nullable CourtCode court(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!CourtCode.isWellFormed(text)) {
            throw new Problem.Invalid("court", "法院代字格式不正确，例如“鄂1125”");
        }
        return CourtCode.parse(text);
    }

    /** What the guardian adds to the menu. */
    @Configuration
    static class Entry {
        @Bean
        NavItem guardianEntry() {
            return new NavItem("查封守护", "/guardian", 27, UseCase.READ_ASSETS.name(), "守");
        }
    }
}
