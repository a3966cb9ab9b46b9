package cn.sunlit.sandbox;

import cn.sunlit.inquiries.Institution;
import cn.sunlit.inquiries.Institutions;
import cn.sunlit.web.Download;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the simulated institutions say that they received, answered and hold. */
@Tag(name = "沙箱")
@RestController
@Profile("sandbox")
class InstitutionLogApi {

    private static final int MOST = 5_000;
    private static final int MOST_IN_A_FILE = 1_000_000;

    private final InstitutionLogStore log;
    private final Institutions institutions;

    InstitutionLogApi(InstitutionLogStore log, Institutions institutions) {
        this.log = log;
        this.institutions = institutions;
    }

    @Operation(summary = "各单位的台账", description = "每个单位收到、办理、回答的数目，超过约定的次数，控制的数目和金额。")
    @GetMapping("/sandbox/institutions/counts")
    List<InstitutionLogStore.Count> counts() {
        return log.counts(institutions.all().stream().map(Institution::code).toList());
    }

    @Operation(summary = "单位收到的请求", description = "按幂等键计一次，新的在前，最多五千项；全部的见同名 CSV 文件。")
    @GetMapping("/sandbox/institutions/requests")
    List<InstitutionLogStore.Entry> requests(@RequestParam(defaultValue = "") String institution) {
        return log.requests(institution.strip(), MOST);
    }

    @Operation(summary = "单位收到的请求（CSV）", description = "每个幂等键一行：收到几次，查询结果几次，完整回答几次。")
    @GetMapping("/sandbox/institutions/requests.csv")
    ResponseEntity<byte[]> file(@RequestParam(defaultValue = "") String institution) {
        StringBuilder csv = new StringBuilder("\uFEFF单位,幂等键,事项,种类,收到次数,查询结果次数,完整回答次数,首次收到,办理\r\n");
        for (InstitutionLogStore.Entry e : log.requests(institution.strip(), MOST_IN_A_FILE)) {
            csv.append("%s,%s,\"%s\",%s,%d,%d,%d,%s,%s\r\n"
                    .formatted(
                            e.institution(),
                            e.key(),
                            e.businessKey().replace("\"", "\"\""),
                            e.kind(),
                            e.copies(),
                            e.polls(),
                            e.good(),
                            e.receivedAt(),
                            e.answeredAt() == null ? "" : e.answeredAt()));
        }
        return Download.kept("institution-log.csv", Download.CSV, csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Operation(summary = "单位接到的调用", description = "每次调用一条：怎样回答，遇到什么故障，是否超过约定；新的在前，最多五千条。")
    @GetMapping("/sandbox/institutions/calls")
    List<InstitutionLogStore.Call> calls(@RequestParam(defaultValue = "") String institution) {
        return log.calls(institution.strip(), MOST);
    }

    @Operation(summary = "单位账上的控制", description = "按法院的措施编号，控制了什么、多少、到哪一天；最多五千项。")
    @GetMapping("/sandbox/institutions/holds")
    List<InstitutionLogStore.Hold> holds(@RequestParam(defaultValue = "") String institution) {
        return log.holds(institution.strip(), MOST);
    }
}
