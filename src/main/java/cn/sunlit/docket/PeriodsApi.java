package cn.sunlit.docket;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The ledger of a case's periods for machines. */
@Tag(name = "清单与节点")
@RestController
class PeriodsApi {

    private final CaseDoor door;
    private final PeriodDesk desk;

    PeriodsApi(CaseDoor door, PeriodDesk desk) {
        this.door = door;
        this.desk = desk;
    }

    /** One entry, {@code state} WAITING, IN_FORCE, REFUSED or REPLACED. */
    record Entry(
            long id,
            LedgerEntry.Kind kind,
            String state,
            @Nullable String node,
            @Nullable Ground ground,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String period,
            @Nullable Long replaces,
            boolean cancelled,
            String reason,
            String documentTitle,
            @Nullable String documentSha256,
            String law,
            String proposedBy,
            @Nullable String decidedBy,
            @Nullable String decidedFor) {

        static Entry of(Ledger ledger, LedgerEntry e) {
            return new Entry(
                    e.id(),
                    e.kind(),
                    state(ledger, e),
                    e.code(),
                    e.ground(),
                    e.from(),
                    e.to(),
                    e.period(),
                    e.replaces(),
                    e.cancelled(),
                    e.reason(),
                    e.documentTitle(),
                    e.documentSha256(),
                    e.law(),
                    e.proposedBy(),
                    e.decidedBy(),
                    e.decidedFor());
        }

        static String state(Ledger ledger, LedgerEntry e) {
            if (e.waits()) {
                return "WAITING";
            }
            if (!e.isApproved()) {
                return "REFUSED";
            }
            return ledger.isInForce(e) ? "IN_FORCE" : "REPLACED";
        }
    }

    @Operation(summary = "期限登记", description = "本案扣除期间、延长、起算更正和免除节点的全部登记，含已被替代的。")
    @GetMapping("/api/cases/{number}/periods")
    List<Entry> all(Actor by, @PathVariable CaseNumber number) {
        return entries(inner(by, number));
    }

    @Operation(summary = "提请期限变动", description = "须挂文书；批准以前不生效。不合规定的以409逐项说明。")
    @PostMapping("/api/cases/{number}/periods")
    @ResponseStatus(HttpStatus.CREATED)
    Entry propose(Actor by, @PathVariable CaseNumber number, @RequestBody PeriodProposal proposal) {
        CaseRef file = inner(by, number);
        return entry(file, desk.propose(by, file, proposal));
    }

    @Operation(summary = "批准期限变动", description = "须由提请人以外、规则所定的人批准；相关节点的届满日随即重算，原推算保留。")
    @PostMapping("/api/cases/{number}/periods/{id}/approve")
    Entry approve(Actor by, @PathVariable CaseNumber number, @PathVariable long id) {
        CaseRef file = inner(by, number);
        desk.approve(by, file, id);
        return entry(file, id);
    }

    @Operation(summary = "不批准期限变动", description = "须写明理由。")
    @PostMapping("/api/cases/{number}/periods/{id}/refuse")
    Entry refuse(Actor by, @PathVariable CaseNumber number, @PathVariable long id, @RequestBody Refusal because) {
        CaseRef file = inner(by, number);
        desk.refuse(by, file, id, because.because());
        return entry(file, id);
    }

    /** Why not. */
    @Schema(example = "{\"because\":\"裁定书尚未生效\"}")
    record Refusal(@Nullable String because) {}

    private CaseRef inner(Actor by, CaseNumber number) {
        CaseRef file = door.open(by, number);
        if (by.kind() == Actor.Kind.PARTY) {
            throw new Problem.Forbidden("期限登记不向当事人公开，请查看重点事项告知清单");
        }
        return file;
    }

    private List<Entry> entries(CaseRef file) {
        Ledger ledger = desk.of(file);
        return ledger.entries().stream().map(e -> Entry.of(ledger, e)).toList();
    }

    private Entry entry(CaseRef file, long id) {
        return entries(file).stream().filter(e -> e.id() == id).findFirst().orElseThrow();
    }
}
