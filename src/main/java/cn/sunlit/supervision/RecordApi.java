package cn.sunlit.supervision;

import cn.sunlit.audit.Entry;
import cn.sunlit.audit.RecordQuery;
import cn.sunlit.audit.RecordSearch;
import cn.sunlit.audit.WalkRun;
import cn.sunlit.audit.Walks;
import cn.sunlit.docket.CaseLookup;
import cn.sunlit.docket.CaseRef;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The record for machines: what was done by whom, and the walks over it. */
@Tag(name = "存证")
@RestController
class RecordApi {

    private static final int WALKS = 50;
    private static final int DAYS = 30;

    private final Walks walks;
    private final RecordSearch search;
    private final CaseLookup cases;
    private final Clock clock;

    RecordApi(Walks walks, RecordSearch search, CaseLookup cases, Clock clock) {
        this.walks = walks;
        this.search = search;
        this.cases = cases;
        this.clock = clock;
    }

    /** One entry as it is shown to those who look something up. */
    record Act(
            long id,
            Instant at,
            String login,
            String name,
            @Nullable String client,
            @Nullable String address,
            String type,
            String summary,
            String hash) {
        static Act of(Entry e) {
            return new Act(
                    e.id(), e.at(), e.login(), e.name(), e.client(), e.address(), e.type(), e.summary(), e.hash());
        }
    }

    /** @param older key for the next page, null at the end */
    record Found(List<Act> acts, @Nullable Long older) {}

    record WalkList(List<WalkRun> walks) {}

    record Started(long id) {}

    @Operation(summary = "查留痕", description = "本院和下级法院的办理行为和个人信息查看记录，从新到旧；不写日期的查最近三十天，一次最多一年。")
    @GetMapping("/api/audit/entries")
    Found entries(
            Actor by,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(required = false) @Nullable CaseNumber caseNumber,
            @RequestParam(defaultValue = "") String type,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "0") long older) {
        LocalDate last = to == null ? LocalDate.now(clock) : to;
        List<Entry> found = search.search(
                by,
                new RecordQuery(
                        person.strip(),
                        caseNumber == null
                                ? null
                                : cases.find(caseNumber)
                                        .map(CaseRef::id)
                                        .orElseThrow(() -> new Problem.Invalid("caseNumber", "没有这个案号的案件")),
                        type.strip(),
                        from == null ? last.minusDays(DAYS) : from,
                        last,
                        older));
        boolean more = found.size() > RecordSearch.PAGE;
        List<Entry> shown = more ? found.subList(0, RecordSearch.PAGE) : found;
        return new Found(
                shown.stream().map(Act::of).toList(), more ? shown.getLast().id() : null);
    }

    @Operation(summary = "历次全链核对", description = "从新到旧；正在进行的带进度。")
    @GetMapping("/api/audit/walks")
    WalkList walks(Actor by) {
        return new WalkList(walks.newest(by, WALKS));
    }

    @Operation(summary = "发起全链核对", description = "在后台进行，同时只有一次；已在进行的答409。")
    @PostMapping("/api/audit/walks")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Started start(Actor by) {
        return new Started(walks.start(by));
    }

    @Operation(summary = "取消正在进行的全链核对", description = "没有正在进行的答409。")
    @PostMapping("/api/audit/walks/cancel")
    WalkList cancel(Actor by) {
        walks.cancel(by);
        return new WalkList(walks.newest(by, WALKS));
    }
}
