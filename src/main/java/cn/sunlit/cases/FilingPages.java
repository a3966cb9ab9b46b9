package cn.sunlit.cases;

import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.Download;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.NavItem;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of cases, the clerk's form, and the loading of files, as pages. */
@Controller
class FilingPages {

    private static final List<String> FILTERS = List.of(
            "court",
            "stage",
            "officer",
            "debtor",
            "type",
            "outcome",
            "number",
            "acceptedFrom",
            "acceptedTo",
            "filedFrom",
            "filedTo",
            "closedFrom",
            "closedTo");
    private static final int MOST_ROWS = 20;

    private final Cases cases;
    private final CaseTypes types;
    private final Access access;
    private final StaffDirectory staff;

    FilingPages(Cases cases, CaseTypes types, Access access, StaffDirectory staff) {
        this.cases = cases;
        this.types = types;
        this.access = access;
        this.staff = staff;
    }

    @GetMapping("/cases")
    Screen list(Actor by, @RequestParam Map<String, String> query) {
        Map<String, String> asked = new LinkedHashMap<>();
        FILTERS.forEach(f -> asked.put(f, query.getOrDefault(f, "")));
        Map<String, String> officers = new LinkedHashMap<>();
        staff.officers(by.court()).forEach(o -> officers.put(o.login(), o.name()));
        String link = "/cases?"
                + String.join(
                        "",
                        asked.entrySet().stream()
                                .filter(e -> !e.getValue().isBlank())
                                .map(e -> e.getKey() + "=" + Show.segment(e.getValue()) + "&")
                                .toList())
                + "page=";
        try {
            String page = query.getOrDefault("page", "1");
            CasePage found = cases.search(
                    by, CaseQuery.of(asked).sought(), page.matches("\\d{1,6}") ? Integer.parseInt(page) : 1);
            return new CaseListPage(found.cases(), asked, officers, found.page(), found.more(), link, FormErrors.NONE);
        } catch (Problem.Invalid e) {
            return new CaseListPage(List.of(), asked, officers, 1, false, link, FormErrors.of(e));
        }
    }

    @GetMapping("/cases/new")
    Screen empty(Actor by) {
        access.allow(by, UseCase.FILE_CASE, by.court());
        Map<String, String> values = new LinkedHashMap<>();
        values.put("court", by.court().value());
        values.put("type", "FIRST_ENFORCEMENT");
        return new NewCasePage(values, types.all(), 1, 1, 1, UUID.randomUUID().toString(), false, FormErrors.NONE);
    }

    @PostMapping("/cases/new")
    Object file(Actor by, @RequestParam Map<String, String> form, RedirectAttributes next) {
        access.allow(by, UseCase.FILE_CASE, by.court());
        Map<String, String> values = new LinkedHashMap<>(form);
        List.of("_csrf", "key", "add", "applicantRows", "respondentRows", "obligationRows")
                .forEach(values::remove);
        String key = form.getOrDefault("key", "");
        int applicants = rows(form, "applicantRows", "applicants");
        int respondents = rows(form, "respondentRows", "respondents");
        int obligations = rows(form, "obligationRows", "obligations");
        if (form.containsKey("add")) {
            return new NewCasePage(
                    values, types.all(), applicants, respondents, obligations, key, false, FormErrors.NONE);
        }
        try {
            Filed filed = cases.file(by, cases.read(json(values)), key.isBlank() ? null : key);
            if (!filed.warnings().isEmpty()) {
                next.addFlashAttribute(
                        "notice",
                        "请留意："
                                + String.join(
                                        "；",
                                        filed.warnings().stream()
                                                .map(FilingPages::withoutPath)
                                                .toList()));
            }
            return "redirect:/cases/filed?number=" + Show.segment(filed.number().text());
        } catch (Problem.Invalid e) {
            return new NewCasePage(values, types.all(), applicants, respondents, obligations, key, true, inWords(e));
        }
    }

    /** A remark without the path of its field, which only a program can use. */
    private static String withoutPath(String remark) {
        return remark.replaceFirst("^[A-Za-z0-9_.\\[\\]]+：", "");
    }

    /** The messages without the codes that a program would send: whoever fills in the form chooses words. */
    private static FormErrors inWords(Problem.Invalid problem) {
        return new FormErrors(problem.errors().stream()
                .map(e -> new Problem.FieldError(
                        e.field(), e.message().replaceAll("\\s*[A-Z][A-Z_0-9]{2,}（([^）]*)）", "$1")))
                .toList());
    }

    /** The form's fields bear JSON paths; a further row in which only the kind is chosen was not filled in. */
    private static tools.jackson.databind.JsonNode json(Map<String, String> values) {
        List<String> names = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        values.forEach((name, value) -> {
            if (!value.isBlank() && !onlyKind(values, name)) {
                names.add(name);
                cells.add(value);
            }
        });
        List<String> unknown = new ArrayList<>();
        FlatColumns columns = FlatColumns.of(names, unknown);
        if (!unknown.isEmpty()) {
            throw new Problem.Invalid("", String.join("；", unknown));
        }
        return columns.json(cells);
    }

    private static boolean onlyKind(Map<String, String> values, String name) {
        if (!name.endsWith("].kind") || name.contains("[0]")) {
            return false;
        }
        String row = name.substring(0, name.length() - "kind".length());
        return values.entrySet().stream()
                .noneMatch(e -> e.getKey().startsWith(row)
                        && !e.getKey().equals(name)
                        && !e.getValue().isBlank());
    }

    private static int rows(Map<String, String> form, String field, String group) {
        String text = form.getOrDefault(field, "1");
        int rows = text.matches("\\d{1,2}") ? Integer.parseInt(text) : 1;
        return Math.clamp(group.equals(form.get("add")) ? rows + 1 : rows, 1, MOST_ROWS);
    }

    @GetMapping("/cases/filed")
    Screen filed(Actor by, @RequestParam CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.FILE_CASE, number);
        return new FiledPage(
                file.number(),
                file.caption(),
                file.officer() == null ? "尚未确定" : staff.nameOf(file.officer()),
                cases.related(by, file.id()));
    }

    @GetMapping("/cases/import")
    Screen upload(Actor by) {
        access.allow(by, UseCase.IMPORT_CASES, by.court());
        return new ImportPage(null, FormErrors.NONE);
    }

    @PostMapping("/cases/import")
    Screen load(
            Actor by,
            @RequestParam("file") MultipartFile file,
            @RequestParam(defaultValue = "new") String mode,
            @RequestParam(defaultValue = "continue") String onError) {
        try {
            return new ImportPage(cases.importFile(by, CaseApi.importFile(file, mode, onError)), FormErrors.NONE);
        } catch (Problem.Invalid e) {
            return new ImportPage(null, FormErrors.of(e));
        }
    }

    /** The headings that a table may have, with a byte order mark so that Excel opens it as UTF-8. */
    @GetMapping("/cases/import/template.csv")
    ResponseEntity<String> template() {
        return Download.kept(
                "import-template.csv", Download.CSV, "\uFEFF" + String.join(",", FlatColumns.template()) + "\r\n");
    }

    @Configuration
    static class Entries {
        @Bean
        NavItem casesEntry() {
            return new NavItem("案件", "/cases", 20, UseCase.READ_CASE.name(), "案");
        }
    }
}
