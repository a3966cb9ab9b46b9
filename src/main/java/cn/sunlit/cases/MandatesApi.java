package cn.sunlit.cases;

import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
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

/** Agents, representatives and successors for programs that act for a member of staff. */
@Tag(name = "案件")
@RestController
class MandatesApi {

    private final Cases cases;
    private final Mandates mandates;
    private final Clock clock;

    MandatesApi(Cases cases, Mandates mandates, Clock clock) {
        this.cases = cases;
        this.mandates = mandates;
        this.clock = clock;
    }

    record MandateView(
            long id,
            String kind,
            String side,
            long principal,
            String principalName,
            String name,
            @Nullable String phone,
            List<String> powers,
            boolean replaces,
            String paper,
            LocalDate from,
            @Nullable LocalDate until,
            String state,
            @Nullable LocalDate endedOn,
            @Nullable String endedFor) {

        static MandateView of(Mandate m, LocalDate today) {
            return new MandateView(
                    m.id(),
                    m.kind().name(),
                    m.side().name(),
                    m.principal().value(),
                    m.principalName(),
                    m.name(),
                    m.maskedPhone(),
                    m.powers().stream().map(Enum::name).sorted().toList(),
                    m.replaces(),
                    m.paper(),
                    m.from(),
                    m.until(),
                    m.standing(today),
                    m.ended() == null ? null : m.ended().on(),
                    m.ended() == null ? null : m.ended().why());
        }
    }

    record MandateList(List<MandateView> mandates) {}

    record MandateMade(long id) {}

    /** Why it ends, and by what document. */
    @Schema(example = "{\"why\":\"当事人解除委托\",\"paper\":\"解除委托告知书（2026年3月2日）\"}")
    record MandateEnd(@Nullable String why, @Nullable String paper) {}

    @Operation(summary = "代理、代表和承继", description = "本案登记过的委托代理人、法定代表人和承继人，已终止的也在内；电话只显示首尾。")
    @GetMapping("/api/cases/{number}/mandates")
    MandateList all(Actor by, @PathVariable CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.READ_CASE, number);
        LocalDate today = LocalDate.now(clock);
        return new MandateList(mandates.ofCase(file.id()).stream()
                .map(m -> MandateView.of(m, today))
                .toList());
    }

    @Operation(summary = "登记代理人、法定代表人或者承继人", description = "须有授权委托书、身份证明书或者变更、追加裁定书；即时生效。不符合法律的以409逐条说明。")
    @PostMapping("/api/cases/{number}/mandates")
    @ResponseStatus(HttpStatus.CREATED)
    MandateMade appoint(Actor by, @PathVariable CaseNumber number, @RequestBody MandateDraft draft) {
        return new MandateMade(mandates.appoint(by, number, draft));
    }

    @Operation(summary = "终止代理、代表或者承继", description = "写明原因和书面依据；即时失效，解除代理的同时短信通知对方当事人。")
    @PostMapping("/api/cases/{number}/mandates/{mandate}/end")
    MandateMade end(
            Actor by, @PathVariable CaseNumber number, @PathVariable long mandate, @RequestBody MandateEnd end) {
        mandates.end(by, number, mandate, end.why(), end.paper());
        return new MandateMade(mandate);
    }
}
