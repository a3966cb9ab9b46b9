package cn.sunlit.investigation;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseHeading;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.inquiries.AssetKinds;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.PlainMoney;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.CaseTab;
import cn.sunlit.web.Posted;
import cn.sunlit.web.Show;
import java.util.Arrays;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Rewards: the court's page, the applicant's wish, and the notices with their form for everybody. */
@Controller
class RewardPages {

    private final Rewards rewards;
    private final AssetKinds kinds;
    private final Cases cases;
    private final CaseHeading heading;
    private final Access access;

    RewardPages(Rewards rewards, AssetKinds kinds, Cases cases, CaseHeading heading, Access access) {
        this.rewards = rewards;
        this.kinds = kinds;
        this.cases = cases;
        this.heading = heading;
        this.access = access;
    }

    @GetMapping("/cases/{number}/rewards")
    RewardsPage show(Actor by, @PathVariable CaseNumber number) {
        return page(by, number, List.of(), List.of());
    }

    @PostMapping("/cases/{number}/rewards/{id}/publish")
    Object publish(Actor by, @PathVariable CaseNumber number, @PathVariable long id, RedirectAttributes after) {
        return act(by, number, after, "已发布悬赏公告", () -> rewards.decide(by, number, id, null));
    }

    @PostMapping("/cases/{number}/rewards/{id}/refuse")
    Object refuse(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String because,
            RedirectAttributes after) {
        return act(by, number, after, "已记录不予准许", () -> rewards.decide(by, number, id, because));
    }

    @PostMapping("/cases/{number}/rewards/tips/{id}/full")
    RewardsPage read(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason) {
        try {
            return page(by, number, rewards.read(by, number, id, reason), List.of());
        } catch (Problem.Invalid e) {
            return page(by, number, List.of(), e.sentences());
        }
    }

    @PostMapping("/cases/{number}/rewards/tips/{id}/result")
    Object verify(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam(defaultValue = "false") boolean confirmed,
            @RequestParam(defaultValue = "NONE") String relation,
            @RequestParam(defaultValue = "") String findings,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String title,
            RedirectAttributes after) {
        RewardRules.Relation who = Arrays.stream(RewardRules.Relation.values())
                .filter(r -> r.name().equals(relation))
                .findFirst()
                .orElse(RewardRules.Relation.NONE);
        var verified = new Rewards.Verified(confirmed, who, findings, kind, place, key, title);
        return act(by, number, after, "已登记核查结果", () -> rewards.verify(by, number, id, verified));
    }

    @PostMapping("/cases/{number}/rewards/tips/{id}/proposal")
    Object propose(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String recovered,
            RedirectAttributes after) {
        return act(
                by,
                number,
                after,
                "已计算悬赏金，等待审批",
                () -> rewards.propose(by, number, id, PlainMoney.optional("recovered", recovered)));
    }

    @PostMapping("/cases/{number}/rewards/tips/{id}/approve")
    Object approve(Actor by, @PathVariable CaseNumber number, @PathVariable long id, RedirectAttributes after) {
        return act(by, number, after, "已批准发放悬赏金", () -> rewards.approve(by, number, id));
    }

    @PostMapping("/cases/{number}/rewards/tips/{id}/paid")
    Object paid(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String receipt,
            RedirectAttributes after) {
        return act(by, number, after, "已登记发放", () -> rewards.paid(by, number, id, receipt));
    }

    @PostMapping("/portal/rewards")
    Object apply(
            Actor by,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "") String percent,
            @RequestParam(defaultValue = "false") boolean promised,
            RedirectAttributes after) {
        if (by.kind() != Actor.Kind.PARTY || by.cases().isEmpty()) {
            throw new Problem.Forbidden("请用案号、姓名和短信验证码登录当事人门户");
        }
        CaseFile file = cases.byId(by.cases().iterator().next());
        String notice;
        try {
            rewards.apply(by, file, PlainMoney.optional("amount", amount), percent, promised);
            notice = "已申请悬赏，法院十日内决定";
        } catch (Problem.Conflict | Problem.Invalid e) {
            notice = "没有申请成功：" + String.join("；", e.sentences());
        }
        after.addFlashAttribute("notice", notice);
        return "redirect:/portal/clues";
    }

    @GetMapping("/rewards")
    NoticePage notices(@RequestParam(defaultValue = "false") boolean thanks) {
        return new NoticePage(rewards.notices(), null, thanks, List.of(), "");
    }

    @GetMapping("/rewards/{id}")
    NoticePage notice(@PathVariable long id) {
        return new NoticePage(List.of(), rewards.notice(id), false, List.of(), "");
    }

    @PostMapping("/rewards/{id}")
    Object tip(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String words) {
        try {
            rewards.tip(id, name, phone, words);
        } catch (Problem.Conflict | Problem.Invalid e) {
            return new NoticePage(List.of(), rewards.notice(id), false, e.sentences(), words);
        }
        return "redirect:/rewards?thanks=true";
    }

    private Object act(Actor by, CaseNumber number, RedirectAttributes after, String notice, Runnable done) {
        return Posted.act(
                after,
                Show.casePath(number, "/rewards"),
                notice,
                done,
                e -> page(by, number, List.of(), e.sentences()));
    }

    private RewardsPage page(Actor by, CaseNumber number, List<String> told, List<String> refusals) {
        CaseFile file = cases.open(by, UseCase.READ_CLUES, number);
        return new RewardsPage(
                heading.of(file),
                rewards.ofCase(file),
                kinds.all(),
                access.may(by, UseCase.DECIDE_REWARD, file.court()),
                access.may(by, UseCase.VERIFY_CLUE, file.court()),
                access.may(by, UseCase.PROPOSE_DISTRIBUTION, file.court()),
                access.may(by, UseCase.APPROVE_DISTRIBUTION, file.court()),
                access.may(by, UseCase.PAY_REWARD, file.court()),
                told,
                refusals);
    }

    /** Where the page hangs. */
    @Configuration
    static class Places {
        @Bean
        CaseTab rewardsTab() {
            return new CaseTab("悬赏", "/rewards", 46);
        }
    }
}
