package cn.sunlit.distribution;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseHeading;
import cn.sunlit.cases.Cases;
import cn.sunlit.funds.Pools;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.property.HeldAssets;
import cn.sunlit.statutes.Shares;
import cn.sunlit.web.CaseTab;
import cn.sunlit.web.Show;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The plans of distribution of a case: drawn up, tried out, decided, served, disputed, carried out. */
@Controller
@RequestMapping("/cases/{number}/distribution-plan")
class PlanPages {

    private final Plans plans;
    private final Disputes disputes;
    private final Payouts payouts;
    private final Repayments repayments;
    private final Cases cases;
    private final Pools pools;
    private final HeldAssets assets;
    private final CaseHeading heading;
    private final Access access;
    private final Clock clock;

    PlanPages(
            Plans plans,
            Disputes disputes,
            Payouts payouts,
            Repayments repayments,
            Cases cases,
            Pools pools,
            HeldAssets assets,
            CaseHeading heading,
            Access access,
            Clock clock) {
        this.plans = plans;
        this.disputes = disputes;
        this.payouts = payouts;
        this.repayments = repayments;
        this.cases = cases;
        this.pools = pools;
        this.assets = assets;
        this.heading = heading;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping
    PlanPage show(Actor by, @PathVariable CaseNumber number) {
        return page(by, number, null, List.of(), Map.of());
    }

    @PostMapping
    Object open(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam Map<String, String> typed,
            RedirectAttributes after) {
        Form form = new Form(typed);
        return act(by, number, form, after, "已开始拟定，案款已留存待分配", () -> {
            long debtor = form.key("debtor");
            plans.open(
                    by,
                    number,
                    new PlanDraft(
                            debtor == 0 ? null : debtor,
                            form.one(DebtorKind.class, "debtorKind"),
                            form.one(Shares.Rule.class, "rule"),
                            form.money("pool"),
                            form.day("asOf"),
                            form.text("source"),
                            form.key("asset") == 0 ? null : form.key("asset"),
                            form.text("solvency"),
                            form.text("hosting")));
        });
    }

    @PostMapping("/{plan}/cases")
    Object addCase(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long plan,
            @RequestParam Map<String, String> typed,
            RedirectAttributes after) {
        Form form = new Form(typed);
        return act(by, number, form, after, "已加入", () -> {
            cases.open(by, UseCase.PREPARE_PLAN, number);
            plans.addCase(
                    by, number, plan, form.caseNumber("caseNumber"), form.number("seizureRank"), form.day("appliedOn"));
        });
    }

    @PostMapping("/{plan}/claims")
    Object addClaim(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long plan,
            @RequestParam Map<String, String> typed,
            RedirectAttributes after) {
        Form form = new Form(typed);
        return act(by, number, form, after, "已加入", () -> plans.addClaim(by, number, plan, form.claim()));
    }

    @PostMapping("/{plan}/payee")
    Object payee(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long plan,
            @RequestParam Map<String, String> typed,
            RedirectAttributes after) {
        Form form = new Form(typed);
        return act(
                by,
                number,
                form,
                after,
                "收款账户已登记",
                () -> plans.payee(
                        by,
                        number,
                        plan,
                        (int) form.key("claim"),
                        form.text("payeeName"),
                        form.text("payeeBank"),
                        form.text("payeeAccount")));
    }

    /** Shows what would move; nothing is saved. */
    @PostMapping("/{plan}/what-if")
    PlanPage whatIf(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long plan,
            @RequestParam Map<String, String> typed) {
        Form form = new Form(typed);
        try {
            Plans.Trial trial = plans.whatIf(by, number, plan, changes(by, number, plan, form));
            return page(by, number, new PlanPage.Trial(plan, trial.moves(), trial.shares()), List.of(), typed);
        } catch (Problem.Conflict | Problem.Invalid e) {
            return page(by, number, null, e.sentences(), typed);
        }
    }

    private List<Change> changes(Actor by, CaseNumber number, long plan, Form form) {
        CaseFile file = cases.open(by, UseCase.READ_PLAN, number);
        return form.changes(plans.drawnUp(file, plan));
    }

    @PostMapping("/{plan}/changes")
    Object change(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long plan,
            @RequestParam Map<String, String> typed,
            RedirectAttributes after) {
        Form form = new Form(typed);
        return act(by, number, form, after, "已保存为新的一稿", () -> {
            cases.open(by, UseCase.PREPARE_PLAN, number);
            plans.change(by, number, plan, changes(by, number, plan, form), form.text("because"));
        });
    }

    @PostMapping("/{plan}/proposal")
    Object propose(Actor by, @PathVariable CaseNumber number, @PathVariable long plan, RedirectAttributes after) {
        return act(by, number, new Form(Map.of()), after, "已提请审批", () -> plans.propose(by, number, plan));
    }

    @PostMapping("/{plan}/decision")
    Object decide(Actor by, @PathVariable CaseNumber number, @PathVariable long plan, RedirectAttributes after) {
        return act(by, number, new Form(Map.of()), after, "已审批，文书已制发", () -> plans.decide(by, number, plan));
    }

    @PostMapping("/{plan}/return")
    Object sendBack(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long plan,
            @RequestParam Map<String, String> typed,
            RedirectAttributes after) {
        Form form = new Form(typed);
        return act(by, number, form, after, "已退回", () -> plans.sendBack(by, number, plan, form.text("because")));
    }

    @PostMapping("/{plan}/cancellation")
    Object cancel(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long plan,
            @RequestParam Map<String, String> typed,
            RedirectAttributes after) {
        Form form = new Form(typed);
        return act(by, number, form, after, "已撤销，案款不再留存", () -> plans.cancel(by, number, plan, form.text("because")));
    }

    @PostMapping("/{plan}/service")
    Object serve(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long plan,
            @RequestParam Map<String, String> typed,
            RedirectAttributes after) {
        Form form = new Form(typed);
        return act(
                by,
                number,
                form,
                after,
                "送达已登记，十五日自次日起算",
                () -> disputes.served(by, number, plan, form.key("recipient"), form.day("on"), form.text("how")));
    }

    @PostMapping("/{plan}/objections")
    Object object(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long plan,
            @RequestParam Map<String, String> typed,
            RedirectAttributes after) {
        Form form = new Form(typed);
        return act(
                by,
                number,
                form,
                after,
                "异议已登记，请通知其他当事人",
                () -> disputes.object(
                        by, number, plan, form.key("recipient"), form.day("on"), form.text("words"), form.wish()));
    }

    @PostMapping("/{plan}/objections/{objection}/notice")
    Object tell(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long plan,
            @PathVariable long objection,
            @RequestParam Map<String, String> typed,
            RedirectAttributes after) {
        Form form = new Form(typed);
        return act(
                by,
                number,
                form,
                after,
                "已登记，反对期自次日起算",
                () -> disputes.told(by, number, plan, objection, form.key("recipient"), form.day("on")));
    }

    @PostMapping("/{plan}/objections/{objection}/opposition")
    Object oppose(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long plan,
            @PathVariable long objection,
            @RequestParam Map<String, String> typed,
            RedirectAttributes after) {
        Form form = new Form(typed);
        return act(
                by,
                number,
                form,
                after,
                "反对意见已登记，请通知异议人",
                () -> disputes.opposed(
                        by, number, plan, objection, form.key("recipient"), form.day("on"), form.text("words")));
    }

    @PostMapping("/{plan}/objections/{objection}/objector")
    Object tellObjector(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long plan,
            @PathVariable long objection,
            @RequestParam Map<String, String> typed,
            RedirectAttributes after) {
        Form form = new Form(typed);
        return act(
                by,
                number,
                form,
                after,
                "已登记，起诉期自次日起算",
                () -> disputes.toldObjector(by, number, plan, objection, form.day("on")));
    }

    @PostMapping("/{plan}/objections/{objection}/suit")
    Object sue(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long plan,
            @PathVariable long objection,
            @RequestParam Map<String, String> typed,
            RedirectAttributes after) {
        Form form = new Form(typed);
        return act(
                by,
                number,
                form,
                after,
                "已登记起诉，争议部分提存",
                () -> disputes.sued(by, number, plan, objection, form.day("on"), form.text("suit")));
    }

    @PostMapping("/{plan}/objections/{objection}/judgment")
    Object judge(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long plan,
            @PathVariable long objection,
            @RequestParam Map<String, String> typed,
            RedirectAttributes after) {
        Form form = new Form(typed);
        return act(
                by,
                number,
                form,
                after,
                "诉讼结果已登记",
                () -> disputes.judged(by, number, plan, objection, "yes".equals(form.text("won")), form.text("how")));
    }

    @PostMapping("/{plan}/objections/{objection}/withdrawal")
    Object withdraw(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long plan,
            @PathVariable long objection,
            @RequestParam Map<String, String> typed,
            RedirectAttributes after) {
        Form form = new Form(typed);
        return act(
                by,
                number,
                form,
                after,
                "已登记撤回",
                () -> disputes.withdrawn(by, number, plan, objection, form.text("how")));
    }

    @PostMapping("/{plan}/amendment")
    Object amend(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long plan,
            @RequestParam Map<String, String> typed,
            RedirectAttributes after) {
        Form form = new Form(typed);
        return act(
                by,
                number,
                form,
                after,
                "修正已提请审批",
                () -> disputes.amend(
                        by,
                        number,
                        plan,
                        form.key("objection"),
                        (int) form.key("claim"),
                        "yes".equals(form.text("lost")),
                        form.text("because")));
    }

    @PostMapping("/{plan}/payout")
    Object pay(Actor by, @PathVariable CaseNumber number, @PathVariable long plan, RedirectAttributes after) {
        try {
            Payouts.Given given = payouts.pay(by, number, plan);
            String missing = given.missing().isEmpty() ? "" : "；还缺收款账户：" + String.join("、", given.missing());
            after.addFlashAttribute(
                    "notice", "已分配%s%s%s".formatted(Show.money(given.amount()), given.done() ? "，分配完毕" : "", missing));
        } catch (Problem.Conflict | Problem.Invalid e) {
            return page(by, number, null, e.sentences(), Map.of());
        }
        return "redirect:" + Show.casePath(number, "/distribution-plan");
    }

    @PostMapping("/{plan}/returned/{claim}")
    Object proposeAgain(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long plan,
            @PathVariable int claim,
            @RequestParam Map<String, String> typed,
            RedirectAttributes after) {
        Form form = new Form(typed);
        return act(
                by,
                number,
                form,
                after,
                "再次付款已提请审批",
                () -> repayments.propose(
                        by,
                        number,
                        plan,
                        claim,
                        form.text("payeeName"),
                        form.text("payeeBank"),
                        form.text("payeeAccount")));
    }

    @PostMapping("/{plan}/returned/{claim}/decision")
    Object decideAgain(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long plan,
            @PathVariable int claim,
            @RequestParam Map<String, String> typed,
            RedirectAttributes after) {
        Form form = new Form(typed);
        boolean yes = "yes".equals(form.text("agree"));
        return act(
                by,
                number,
                form,
                after,
                yes ? "已同意，付款指令交银行" : "已退回",
                () -> repayments.decide(by, number, plan, claim, yes, form.text("because")));
    }

    private Object act(Actor by, CaseNumber number, Form form, RedirectAttributes after, String notice, Runnable act) {
        try {
            act.run();
        } catch (Problem.Conflict | Problem.Invalid e) {
            return page(by, number, null, e.sentences(), form.typed());
        }
        after.addFlashAttribute("notice", notice);
        return "redirect:" + Show.casePath(number, "/distribution-plan");
    }

    private PlanPage page(
            Actor by,
            CaseNumber number,
            PlanPage.@Nullable Trial trial,
            List<String> refusals,
            Map<String, String> typed) {
        CaseFile file = cases.open(by, UseCase.READ_PLAN, number);
        List<PlanView> hosted = plans.of(file);
        boolean mayPrepare = access.may(by, UseCase.PREPARE_PLAN, file.court()) && file.isRunning();
        return new PlanPage(
                heading.of(file),
                file,
                hosted,
                plans.sharedBy(file),
                hosted.stream()
                        .filter(v -> mayPrepare && v.plan().state() == PlanState.DRAFT)
                        .findFirst()
                        .map(v -> plans.candidates(by, file, v.plan(), v.input()))
                        .orElse(List.of()),
                pools.free(file.id()),
                mayPrepare ? assets.inLine(file.id()) : List.of(),
                trial,
                LocalDate.now(clock),
                mayPrepare,
                access.may(by, UseCase.DECIDE_PLAN, file.court()),
                access.may(by, UseCase.KEEP_PLAN, file.court()),
                refusals,
                typed);
    }

    /** Where the page hangs. */
    @Configuration
    static class Places {
        @Bean
        CaseTab planTab() {
            return new CaseTab("分配方案", "/distribution-plan", 51);
        }
    }
}
