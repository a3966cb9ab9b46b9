package cn.sunlit.desk;

import cn.sunlit.alerts.Excuse;
import cn.sunlit.docket.Alert;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.StaffMember;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.PlainDay;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.Asked;
import cn.sunlit.web.Download;
import cn.sunlit.web.NavItem;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Spreadsheet;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** List three across cases: the page, the file, and the same for machines. */
@Tag(name = "清单与节点")
@Controller
class ListThreePages {

    private static final List<String> FIELDS =
            List.of("scope", "colour", "stage", "node", "team", "officer", "from", "to", "after");

    private final ListThree list;
    private final StaffDirectory staff;
    private final Access access;
    private final Clock clock;

    ListThreePages(ListThree list, StaffDirectory staff, Access access, Clock clock) {
        this.list = list;
        this.staff = staff;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/lists/three")
    Screen page(Actor by, @RequestParam Map<String, String> asked) {
        Map<String, String> filters = filters(asked);
        ListThree.Found found = list.find(by, wanted(filters), filters.get("after"));
        filters.put("scope", found.scope().name());
        return new ListThreePage(
                found,
                filters,
                list.stages(),
                staff.officers(by.court()).stream()
                        .collect(Collectors.toMap(
                                StaffMember::login, StaffMember::name, (a, b) -> a, LinkedHashMap::new)),
                list.teams(by),
                LocalDate.now(clock),
                access.may(by, UseCase.COMPLETE_NODE, by.court()),
                access.may(by, UseCase.EXPLAIN_ALERT, by.court()));
    }

    @GetMapping("/lists/three.csv")
    ResponseEntity<byte[]> csv(Actor by, @RequestParam Map<String, String> asked) {
        return Download.kept(
                "list-three.csv", Download.CSV, ListThreeFile.of(all(by, asked)).csv());
    }

    @GetMapping("/lists/three.xlsx")
    ResponseEntity<byte[]> xlsx(Actor by, @RequestParam Map<String, String> asked) {
        return Download.kept(
                "list-three.xlsx",
                Spreadsheet.XLSX,
                ListThreeFile.of(all(by, asked)).xlsx());
    }

    @PostMapping("/lists/three/complete")
    Screen complete(
            Actor by,
            @RequestParam(required = false) @Nullable List<Long> node,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
            @RequestParam(defaultValue = "") String paper,
            @RequestParam(defaultValue = "") String paperNumber) {
        return new ListThreeDonePage(list.complete(by, node == null ? List.of() : node, on, paper, paperNumber));
    }

    @PostMapping("/lists/three/explain")
    Screen explain(
            Actor by,
            @RequestParam(required = false) @Nullable List<Long> node,
            @RequestParam(required = false) @Nullable Excuse kind,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until) {
        return new ListThreeDonePage(list.explain(by, node == null ? List.of() : node, kind, text, until));
    }

    /**
     * @param counts of each colour, counted up to ten thousand
     * @param next to be sent as {@code after} for the next page; null at the end
     */
    record ListThreeAnswer(
            List<ListThree.Line> nodes,
            ListThreeStore.Counts counts,
            @Nullable String next) {}

    @Operation(
            summary = "跨案件的清单三",
            description = "正在办理的节点，最先到期的在前，每页50个。scope 为 OWN、TEAM、COURT、BELOW；colour 为 OVERDUE、RED、YELLOW、NONE；"
                    + "还可以按 stage（编号首字母）、node（编号）、team、officer、from、to 筛选。")
    @GetMapping("/api/lists/three")
    @ResponseBody
    ListThreeAnswer nodes(
            Actor by,
            @RequestParam(required = false) @Nullable String scope,
            @RequestParam(required = false) @Nullable String colour,
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(required = false) @Nullable String node,
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(required = false) @Nullable String officer,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String after) {
        Map<String, @Nullable String> asked = new HashMap<>();
        asked.put("scope", scope);
        asked.put("colour", colour);
        asked.put("stage", stage);
        asked.put("node", node);
        asked.put("team", team);
        asked.put("officer", officer);
        asked.put("from", from);
        asked.put("to", to);
        ListThree.Found found = list.find(by, wanted(filters(asked)), after);
        return new ListThreeAnswer(found.lines(), found.counts(), found.next());
    }

    @Schema(example = "{\"nodes\":[12,13],\"on\":\"2026-11-20\",\"paper\":\"外出调查笔录\",\"paperNumber\":\"卷宗第12页\"}")
    record Several(
            List<Long> nodes,
            @Nullable LocalDate on,
            @Nullable String paper,
            @Nullable String paperNumber) {}

    /** @param outcomes one for each of the chosen */
    record SeveralAnswer(List<ListThree.Outcome> outcomes) {}

    @Operation(summary = "同一节点在多件案件一并办结", description = "每件案件分别办理，各自成败；一次最多100个，须为同一种节点；只有以卷宗材料证明的节点可以这样办。")
    @PostMapping("/api/lists/three/complete")
    @ResponseBody
    SeveralAnswer completeSeveral(Actor by, @RequestBody Several wanted) {
        return new SeveralAnswer(list.complete(
                by,
                wanted.nodes() == null ? List.of() : wanted.nodes(),
                wanted.on(),
                wanted.paper() == null ? "" : wanted.paper(),
                wanted.paperNumber() == null ? "" : wanted.paperNumber()));
    }

    private List<ListThree.Line> all(Actor by, Map<String, String> asked) {
        return list.all(by, wanted(filters(asked)));
    }

    private static Map<String, String> filters(Map<String, ? extends @Nullable String> asked) {
        return Asked.filled(FIELDS, asked);
    }

    private static ListThree.Wanted wanted(Map<String, String> asked) {
        LocalDate from = PlainDay.optional("from", asked.get("from"));
        LocalDate to = PlainDay.optional("to", asked.get("to"));
        if (from != null && to != null && to.isBefore(from)) {
            throw new Problem.Invalid("to", "到期日的终点不能早于起点");
        }
        String stage = asked.get("stage");
        if (stage != null && !stage.matches("[A-Z]")) {
            throw new Problem.Invalid("stage", "阶段是节点编号的首字母，例如 C");
        }
        String node = asked.get("node");
        if (node != null && !node.toUpperCase(Locale.ROOT).matches("[A-Z]\\d{2}")) {
            throw new Problem.Invalid("node", "节点编号为一个字母和两位数字，例如 C06");
        }
        String team = asked.get("team");
        if (team != null && !team.matches("\\d{1,18}")) {
            throw new Problem.Invalid("team", "没有这样的团队");
        }
        return new ListThree.Wanted(
                Asked.word(ListThree.Scope.class, "scope", "范围", asked.get("scope")),
                Asked.word(Alert.class, "colour", "灯色", asked.get("colour")),
                stage,
                node == null ? null : node.toUpperCase(Locale.ROOT),
                team == null ? null : Long.valueOf(team),
                asked.get("officer"),
                from,
                to);
    }

    /** What list three adds to the menu. */
    @Configuration
    static class Entry {
        @Bean
        NavItem listThreeEntry() {
            return new NavItem("流程清单", "/lists/three", 25, UseCase.READ_CASE.name(), "单");
        }
    }
}
