package cn.sunlit.powers;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseNumber;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
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

/** Lent powers and urgent looks for programs that act for a member of staff. */
@Tag(name = "代行与紧急查阅")
@RestController
class PowersApi {

    private final LentPowers powers;
    private final UrgentLooks looks;
    private final Clock clock;

    PowersApi(LentPowers powers, UrgentLooks looks, Clock clock) {
        this.powers = powers;
        this.looks = looks;
        this.clock = clock;
    }

    record LoanView(
            long id,
            String lender,
            String deputy,
            List<String> caseNumbers,
            LocalDate from,
            LocalDate to,
            String reason,
            String state) {}

    record LoanList(List<LoanView> loans) {}

    record LoanWanted(
            @Schema(description = "不写即本人", example = "leader") @Nullable
            String lender,

            @Schema(example = "judge2") @Nullable String deputy,
            @Nullable List<String> caseNumbers,
            @Schema(example = "2026-03-02") @Nullable LocalDate from,
            @Schema(example = "2026-03-06") @Nullable LocalDate to,
            @Schema(example = "外出培训") @Nullable String reason) {}

    record LoanMade(long id) {}

    record LookWanted(
            @Schema(example = "当事人在窗口反映查封有误") @Nullable String reason) {}

    record LookOpen(Instant until) {}

    record LookReview(
            @Schema(example = "true") @Nullable Boolean reasonable,
            @Schema(example = "情况属实") @Nullable String remark) {}

    @Operation(summary = "本院的职权委托", description = "最近一年的委托及其状态。代行人的系统在请求头 Acting-For 中写委托人的登录名。")
    @GetMapping("/api/powers")
    LoanList all(Actor by) {
        LocalDate today = LocalDate.now(clock);
        return new LoanList(powers.ofCourt(by).stream()
                .map(l -> new LoanView(
                        l.id(),
                        l.lender(),
                        l.deputy(),
                        l.caseNumbers(),
                        l.beginsOn(),
                        l.endsOn(),
                        l.reason(),
                        l.stateInWords(today)))
                .toList());
    }

    @Operation(summary = "提出职权委托", description = "期限最长一百八十四天；不写案号即全部案件。经另一人批准后生效，到期自行失效。")
    @PostMapping("/api/powers")
    @ResponseStatus(HttpStatus.CREATED)
    LoanMade propose(Actor by, @RequestBody LoanWanted wanted) {
        return new LoanMade(powers.propose(
                by,
                new LentPowers.Draft(
                        wanted.lender(),
                        wanted.deputy(),
                        wanted.caseNumbers() == null ? null : String.join("\n", wanted.caseNumbers()),
                        wanted.from(),
                        wanted.to(),
                        wanted.reason())));
    }

    @Operation(summary = "批准职权委托", description = "由提出人、委托人、代行人以外的负责人批准。")
    @PostMapping("/api/powers/{loan}/approve")
    LoanMade approve(Actor by, @PathVariable long loan) {
        powers.decide(by, loan, true);
        return new LoanMade(loan);
    }

    @Operation(summary = "不批准职权委托", description = "由提出人、委托人、代行人以外的负责人决定，委托不生效。")
    @PostMapping("/api/powers/{loan}/refuse")
    LoanMade refuse(Actor by, @PathVariable long loan) {
        powers.decide(by, loan, false);
        return new LoanMade(loan);
    }

    @Operation(summary = "撤回职权委托", description = "委托人、代行人、提出人或者审批人随时可以撤回，立即失效。")
    @PostMapping("/api/powers/{loan}/end")
    LoanMade end(Actor by, @PathVariable long loan) {
        powers.end(by, loan);
        return new LoanMade(loan);
    }

    @Operation(summary = "紧急查阅一件案件", description = "写明理由后可以查阅两小时，不含案款和完整证件号；立即通知负责人和监督人员，事后审查。")
    @PostMapping("/api/cases/{number}/looks")
    @ResponseStatus(HttpStatus.CREATED)
    LookOpen look(Actor by, @PathVariable CaseNumber number, @RequestBody LookWanted wanted) {
        return new LookOpen(looks.begin(by, number, wanted.reason()));
    }

    @Operation(summary = "审查紧急查阅", description = "查阅人以外的监督人员或者负责人认定是否合理；不合理的写明理由。")
    @PostMapping("/api/looks/{look}/review")
    LookReview review(Actor by, @PathVariable long look, @RequestBody LookReview review) {
        looks.review(by, look, review.reasonable(), review.remark());
        return review;
    }
}
