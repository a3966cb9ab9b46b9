package cn.sunlit.investigation;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseClosed;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.documents.Kind;
import cn.sunlit.funds.Funds;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.UseCase;
import cn.sunlit.investigation.RewardStore.Reward;
import cn.sunlit.investigation.RewardStore.Tip;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.keys.Keyring;
import cn.sunlit.property.ClueAssets;
import cn.sunlit.settings.Holidays;
import cn.sunlit.statutes.InvestigationTerms;
import cn.sunlit.web.Show;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Rewards (悬赏执行): an applicant promises a sum or a share, the bureau chief decides within ten days and a notice is published;
 * who gives a tip stays unknown to all but the officer, whose reading is on record; what a tip earns is reckoned to the fen
 * from what was recovered through it, proposed by one and approved by another.
 */
@Service
public class Rewards {

    private static final String TIP = "tip";
    private static final int MOST_AN_HOUR = 60;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final RewardStore store;
    private final Cases cases;
    private final ClueAssets assets;
    private final Funds funds;
    private final Documents documents;
    private final Docket docket;
    private final Audit audit;
    private final Access access;
    private final Courts courts;
    private final Keyring keys;
    private final Holidays holidays;
    private final Clock clock;

    Rewards(
            RewardStore store,
            Cases cases,
            ClueAssets assets,
            Funds funds,
            Documents documents,
            Docket docket,
            Audit audit,
            Access access,
            Courts courts,
            Keyring keys,
            Holidays holidays,
            Clock clock) {
        this.store = store;
        this.cases = cases;
        this.assets = assets;
        this.funds = funds;
        this.documents = documents;
        this.docket = docket;
        this.audit = audit;
        this.access = access;
        this.courts = courts;
        this.keys = keys;
        this.holidays = holidays;
        this.clock = clock;
    }

    /** An applicant, or who acts for him, applies with his promise to pay. */
    @Transactional
    void apply(Actor by, CaseFile file, @Nullable Money amount, @Nullable String percent, boolean promised) {
        cases.allow(by, UseCase.GIVE_CLUE, file);
        CaseParty applicant = file.applicants().stream()
                .filter(a -> by.standsFor(a.id().value()))
                .findFirst()
                .orElseThrow(() -> new Problem.Forbidden("只有本案申请执行人及其代理人可以申请悬赏"));
        if (!file.isRunning()) {
            throw new Problem.Conflict("案件已经结案，不能申请悬赏");
        }
        Integer ratio = ratio(percent);
        if ((amount == null) == (ratio == null)) {
            throw new Problem.Invalid("amount", "请填写悬赏金的数额或者比例，只填一项");
        }
        if (amount != null && !amount.isPositive()) {
            throw new Problem.Invalid("amount", "悬赏金应大于零");
        }
        if (!promised) {
            throw new Problem.Invalid("promised", "请承诺：线索使债权实现的，自愿支付悬赏金，并从应得的执行款中扣减");
        }
        LocalDate today = LocalDate.now(clock);
        LocalDate due =
                InvestigationTerms.rewardDecidedBy(today, holidays.calendar()).endsOn();
        long id = store.apply(
                        file.id(),
                        file.court(),
                        applicant.id().value(),
                        applicant.name(),
                        String.join(
                                "、",
                                file.respondents().stream().map(CaseParty::name).toList()),
                        amount,
                        ratio,
                        by.login(),
                        today,
                        due)
                .orElseThrow(() -> new Problem.Conflict("已经申请悬赏，不能重复申请"));
        docket.happened(
                by, file.id(), "REWARD_APPLIED", today, "收到悬赏申请：" + applicant.name(), subject(id), Set.of("C11"));
        record(
                by,
                file,
                "REWARD_APPLIED",
                "%s申请悬赏：%s，应在%s前决定".formatted(applicant.name(), promise(amount, ratio), due),
                id);
    }

    private static @Nullable Integer ratio(@Nullable String percent) {
        if (percent == null || percent.isBlank()) {
            return null;
        }
        if (!percent.strip().matches("[0-9]{1,3}(\\.[0-9]{1,2})?")) {
            throw new Problem.Invalid("percent", "比例应为百分数，最多两位小数，例如 5 或者 2.5");
        }
        int ratio = new BigDecimal(percent.strip()).multiply(HUNDRED).intValueExact();
        if (ratio < 1 || ratio > 10_000) {
            throw new Problem.Invalid("percent", "比例应大于零、不超过百分之百");
        }
        return ratio;
    }

    private static String promise(@Nullable Money amount, @Nullable Integer ratio) {
        return amount != null
                ? Show.money(amount)
                : "因线索执行到位金额的%s%%"
                        .formatted(BigDecimal.valueOf(ratio == null ? 0 : ratio, 2)
                                .stripTrailingZeros()
                                .toPlainString());
    }

    /** @param because why it is refused; null to publish the notice */
    @Transactional
    void decide(Actor by, CaseNumber number, long id, @Nullable String because) {
        CaseFile file = cases.open(by, UseCase.READ_CLUES, number);
        access.allow(by, UseCase.DECIDE_REWARD, file.court(), file.id());
        Reward r = of(file, id);
        if (!r.state().equals("APPLIED")) {
            throw new Problem.Conflict("该申请已经决定");
        }
        access.otherPerson(by, r.appliedBy());
        LocalDate today = LocalDate.now(clock);
        if (because != null) {
            String reason = PlainText.required("because", because, 300, "请写明不予准许的理由");
            store.decide(id, null, reason, by.login(), by.display(), today);
            docket.waive(by, file.id(), "C11", subject(id), "不予准许悬赏：" + reason);
            record(by, file, "REWARD_REFUSED", "不予准许悬赏：" + reason, id);
            return;
        }
        Document notice = documents.issue(
                by,
                file.court(),
                file.id(),
                file.number(),
                Kind.REWARD_NOTICE,
                Map.of(
                        "applicants", r.applicant(),
                        "respondents", r.respondents(),
                        "promise", promise(r.amountFen(), r.ratioBp()),
                        "tips", "/rewards/" + id));
        documents.served(by, notice.id(), r.partyId(), r.applicant(), "电子送达", today);
        store.decide(id, notice.id(), null, by.login(), by.display(), today);
        docket.complete(
                by,
                file.id(),
                "C11",
                subject(id),
                today,
                List.of(new Evidence("DOCUMENT", "document:" + notice.id(), notice.title(), notice.sha256())));
        record(by, file, "REWARD_PUBLISHED", "发布悬赏公告：" + promise(r.amountFen(), r.ratioBp()), id);
    }

    /** The notices that stand, for everybody. */
    @Transactional(readOnly = true)
    List<RewardViews.Notice> notices() {
        return store.published().stream().map(this::notice).toList();
    }

    @Transactional(readOnly = true)
    RewardViews.Notice notice(long id) {
        return store.published().stream()
                .filter(r -> r.id() == id)
                .findFirst()
                .map(this::notice)
                .orElseThrow(() -> new Problem.NotFound("没有这份悬赏公告，或者悬赏已经结束"));
    }

    private RewardViews.Notice notice(Reward r) {
        return new RewardViews.Notice(
                r.id(),
                courts.nameOf(r.court()),
                r.respondents(),
                promise(r.amountFen(), r.ratioBp()),
                r.decidedOn() == null ? r.appliedOn() : r.decidedOn());
    }

    /** Somebody gives a tip by the open form; who it is stays sealed. */
    @Transactional
    void tip(long id, @Nullable String name, @Nullable String phone, @Nullable String words) {
        Reward r = store.lock(id)
                .filter(found -> found.state().equals("PUBLISHED"))
                .orElseThrow(() -> new Problem.NotFound("没有这份悬赏公告，或者悬赏已经结束"));
        String giver = PlainText.required("name", name, 50, "请写明您的姓名，只用于核实和领取悬赏金，法院保密");
        String reach = PlainText.required("phone", phone, 20, "请写明联系电话");
        if (!reach.matches("[0-9+ -]{7,20}")) {
            throw new Problem.Invalid("phone", "联系电话应为数字");
        }
        String told = PlainText.required("words", words, 1000, "请写明财产在哪里、是什么、您怎样知道的");
        if (store.tipsSince(id, clock.instant().minus(Duration.ofHours(1))) >= MOST_AN_HOUR) {
            throw new Problem.Conflict("提供线索的人较多，请一小时后再试");
        }
        store.tip(
                id,
                keys.encrypt(TIP, giver + "　" + reach),
                keys.encrypt(TIP, told),
                RewardRules.Relation.NONE,
                "FORM",
                clock.instant());
        audit.record(
                Actor.system("悬赏公告", r.court()),
                r.court(),
                r.caseId(),
                new Act("TIP_RECEIVED", "收到悬赏线索（提供人保密）", Map.of("reward", Long.toString(id))));
    }

    /** Who gave a tip and what was told, to the officer alone; the reading is on record. */
    @Transactional
    List<String> read(Actor by, CaseNumber number, long id, @Nullable String reason) {
        CaseFile file = cases.open(by, UseCase.VERIFY_CLUE, number);
        Tip tip = tip(file, id);
        String why = PlainText.required("reason", reason, 200, "请写明查看的理由");
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        "TIP_READ",
                        "%s查看了悬赏线索及其提供人，理由：%s".formatted(by.display(), why),
                        Map.of("tip", Long.toString(id), "reason", why)));
        return List.of(keys.decryptText(TIP, tip.giverSealed()), keys.decryptText(TIP, tip.wordsSealed()));
    }

    /** What verifying a tip has shown. */
    record Verified(
            boolean confirmed,
            RewardRules.Relation relation,
            @Nullable String findings,
            @Nullable String kind,
            @Nullable String place,
            @Nullable String key,
            @Nullable String title) {}

    @Transactional
    void verify(Actor by, CaseNumber number, long id, Verified v) {
        CaseFile file = cases.open(by, UseCase.VERIFY_CLUE, number);
        Tip tip = tip(file, id);
        if (!tip.state().equals("RECEIVED")) {
            throw new Problem.Conflict("该线索已经核查");
        }
        String findings = PlainText.required("findings", v.findings(), 500, "请写明核查的经过和结果");
        if (!v.confirmed()) {
            store.verified(id, false, findings, null, v.relation());
            record(by, file, "TIP_REJECTED", "悬赏线索经核查不予采用", tip.rewardId());
            return;
        }
        CaseParty owner = file.respondents().getFirst();
        ClueAssets.Added added = assets.add(
                by,
                file,
                owner,
                new ClueAssets.Seen(
                        v.kind() == null ? "" : v.kind(),
                        PlainText.required("place", v.place(), 200, "请写明财产在哪里"),
                        PlainText.required("key", v.key(), 60, "请填写查明的账号、号牌或者登记号"),
                        PlainText.required("title", v.title(), 100, "请写明财产的名称"),
                        null,
                        "tip:" + id));
        List<Problem.Refusal> unmet =
                RewardRules.refusals(v.relation(), !added.isNew() || store.isTipped(added.asset()));
        if (!unmet.isEmpty()) {
            throw new Problem.Conflict(unmet.getFirst().because(), unmet);
        }
        store.verified(id, true, findings, added.asset(), RewardRules.Relation.NONE);
        record(by, file, "TIP_CONFIRMED", "悬赏线索经核查属实，登记为财产", tip.rewardId());
    }

    /** Reckons what a tip earns from what was recovered through it, for another to approve. */
    @Transactional
    Money propose(Actor by, CaseNumber number, long id, @Nullable Money recovered) {
        CaseFile file = cases.open(by, UseCase.PROPOSE_DISTRIBUTION, number);
        Tip tip = tip(file, id);
        if (!tip.state().equals("CONFIRMED") && !tip.state().equals("PROPOSED")) {
            throw new Problem.Conflict("线索尚未核查属实，或者悬赏金已经审批");
        }
        if (recovered == null || !recovered.isPositive()) {
            throw new Problem.Invalid("recovered", "请填写因该线索执行到位的金额");
        }
        List<Problem.Refusal> unmet =
                RewardRules.payable(recovered, funds.view(file.id()).received());
        if (!unmet.isEmpty()) {
            throw new Problem.Conflict(unmet.getFirst().because(), unmet);
        }
        Reward r = of(file, tip.rewardId());
        Money reward = RewardRules.amount(r.amountFen(), r.ratioBp(), recovered);
        store.propose(id, recovered, reward, by.login(), by.display());
        record(
                by,
                file,
                "REWARD_PROPOSED",
                "拟发放悬赏金%s，从%s应得的执行款中扣减".formatted(Show.money(reward), r.applicant()),
                r.id());
        return reward;
    }

    @Transactional
    void approve(Actor by, CaseNumber number, long id) {
        CaseFile file = cases.open(by, UseCase.READ_CLUES, number);
        access.allow(by, UseCase.APPROVE_DISTRIBUTION, file.court(), file.id());
        Tip tip = tip(file, id);
        if (!tip.state().equals("PROPOSED")) {
            throw new Problem.Conflict("没有待审批的悬赏金");
        }
        access.otherPerson(by, Objects.requireNonNull(tip.proposedBy()));
        store.approve(id, by.login(), by.display());
        record(by, file, "REWARD_APPROVED", "批准发放悬赏金%s".formatted(Show.money(tip.rewardFen())), tip.rewardId());
    }

    /** The reward was deducted from the applicant's money and handed over. */
    @Transactional
    void paid(Actor by, CaseNumber number, long id, @Nullable String receipt) {
        CaseFile file = cases.open(by, UseCase.PAY_REWARD, number);
        Tip tip = tip(file, id);
        if (!tip.state().equals("APPROVED")) {
            throw new Problem.Conflict("悬赏金尚未批准，或者已经发放");
        }
        store.paid(id, LocalDate.now(clock), PlainText.required("receipt", receipt, 100, "请写明扣减和付款的凭证号"));
        record(by, file, "REWARD_PAID", "悬赏金%s已发放".formatted(Show.money(tip.rewardFen())), tip.rewardId());
    }

    /** The case is closed: no more tips. */
    @EventListener
    void closed(CaseClosed closed) {
        store.end(closed.id());
    }

    /** The rewards of a case for the court. */
    @Transactional(readOnly = true)
    List<RewardViews.Reward> ofCase(CaseFile file) {
        List<Tip> tips = store.tips(file.id());
        return store.ofCase(file.id()).stream()
                .map(r -> new RewardViews.Reward(
                        r.id(),
                        r.applicant(),
                        promise(r.amountFen(), r.ratioBp()),
                        r.appliedOn(),
                        r.dueOn(),
                        r.state(),
                        r.decidedOn(),
                        r.refusedBecause(),
                        tips.stream()
                                .filter(t -> t.rewardId() == r.id())
                                .map(t -> new RewardViews.Tip(
                                        t.id(),
                                        t.receivedAt(),
                                        t.relation().zh(),
                                        t.state(),
                                        t.findings(),
                                        t.recoveredFen(),
                                        t.rewardFen(),
                                        t.paidOn()))
                                .toList()))
                .toList();
    }

    private Reward of(CaseFile file, long id) {
        return store.lock(id)
                .filter(r -> r.caseId().equals(file.id()))
                .orElseThrow(() -> new Problem.NotFound("本案没有这项悬赏"));
    }

    private Tip tip(CaseFile file, long id) {
        return store.lockTip(file.id(), id).orElseThrow(() -> new Problem.NotFound("本案没有这条悬赏线索"));
    }

    static String subject(long id) {
        return "reward:" + id;
    }

    private void record(Actor by, CaseFile file, String type, String summary, long id) {
        audit.record(by, file.court(), file.id(), new Act(type, summary, Map.of("reward", Long.toString(id))));
    }
}
