package cn.sunlit.distribution;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.statutes.Explanation;
import cn.sunlit.statutes.Shares;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Plans of distribution for other programs: what each claim gets and why, and what a change would move. */
@Tag(name = "案款")
@RestController
@RequestMapping("/api/cases/{number}/distribution-plan")
class PlanApi {

    private static final int MOST = 1_000;

    private final Plans plans;
    private final Cases cases;

    PlanApi(Plans plans, Cases cases) {
        this.plans = plans;
        this.cases = cases;
    }

    /** A plan with its lines. */
    record CreditorsPlan(
            long id,
            String state,
            String stateZh,
            String debtor,
            Money pool,
            LocalDate asOf,
            Shares.Rule rule,
            List<PlanLine> lines,
            Money refund,
            List<Explanation> explanations) {}

    record PlanLine(
            int no,
            String creditor,
            @Nullable String caseNumber,
            Shares.Rank rank,
            Money claim,
            Money share,
            Money paid,
            Money reserved,
            Money contested,
            List<Explanation> explanations) {}

    @Operation(summary = "财产分配方案", description = "本案主持的分配方案：各项债权分得多少、依据哪一条，已付、预留和有争议的数额。")
    @GetMapping
    List<CreditorsPlan> plans(Actor by, @PathVariable CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.READ_PLAN, number);
        return plans.of(file).stream().map(PlanApi::json).toList();
    }

    private static CreditorsPlan json(PlanView v) {
        Plan p = v.plan();
        return new CreditorsPlan(
                p.id(),
                p.state().name(),
                p.state().zh(),
                p.debtor(),
                p.pool(),
                p.asOf(),
                v.input().rule(),
                v.lines().stream()
                        .map(l -> new PlanLine(
                                l.entry().no(),
                                l.entry().creditor(),
                                l.entry().caseNumber(),
                                l.entry().rank(),
                                l.entry().total(),
                                l.share(),
                                l.paid(),
                                l.reserved(),
                                l.contested(),
                                l.got() == null ? List.of() : l.got().explanations()))
                        .toList(),
                v.shares() == null ? Money.ZERO : v.shares().refund(),
                v.shares() == null ? List.of() : v.shares().explanations());
    }

    /** @param no the claim; zero for the rule alone; what is not given stays */
    @Schema(example = "{\"no\":3,\"since\":\"2024-05-06\"}")
    record PlanChange(
            int no,
            @Nullable Boolean out,
            Shares.@Nullable Rank rank,
            @Nullable LocalDate since,
            @Nullable Integer seizureRank,
            @Nullable LocalDate appliedOn,
            @Nullable Money costs,
            @Nullable Money interest,
            @Nullable Money principal,
            @Nullable Money doubled,
            @Nullable Boolean adjudicated,
            Shares.@Nullable Rule rule) {

        Change change() {
            return new Change(
                    no,
                    Boolean.TRUE.equals(out),
                    rank,
                    since,
                    seizureRank,
                    appliedOn,
                    costs,
                    interest,
                    principal,
                    doubled,
                    adjudicated,
                    rule);
        }
    }

    record PlanMove(int no, String creditor, Money now, Money then, String because) {}

    /** @param changes to the plan as it stands, taken together */
    @Schema(example = "{\"changes\":[{\"no\":3,\"since\":\"2024-05-06\"}]}")
    record WhatIf(@Nullable List<@Nullable PlanChange> changes) {}

    @Operation(summary = "试算分配方案", description = "改一个日期、顺位、数额或者规则，各项怎样变动、依据哪一条；不保存。")
    @PostMapping("/{plan}/what-if")
    List<PlanMove> whatIf(
            Actor by, @PathVariable CaseNumber number, @PathVariable long plan, @RequestBody WhatIf asked) {
        List<@Nullable PlanChange> changes = asked.changes() == null ? List.of() : asked.changes();
        if (changes.isEmpty() || changes.size() > MOST || changes.contains(null)) {
            throw new Problem.Invalid("changes", "改动应为1至%d项，各项不能为空".formatted(MOST));
        }
        return plans
                .whatIf(
                        by,
                        number,
                        plan,
                        changes.stream()
                                .filter(Objects::nonNull)
                                .map(PlanChange::change)
                                .toList())
                .moves()
                .stream()
                .map(m -> new PlanMove(m.entry().no(), m.entry().creditor(), m.now(), m.then(), m.because()))
                .toList();
    }
}
