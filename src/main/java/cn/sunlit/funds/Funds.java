package cn.sunlit.funds;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseFiled;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The money of the cases. One case has one account; everything that comes in or goes out is a voucher of double entry,
 * booked once by the bank's own reference; what is paid out is proposed by one person and approved by another.
 */
@Service
@Transactional
public class Funds {

    private final FundsStore store;
    private final Settlements settlements;
    private final Receipts receipts;
    private final Distributions distributions;
    private final Cases cases;
    private final Courts courts;
    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final String prefix;
    private final String bankName;

    Funds(
            FundsStore store,
            Settlements settlements,
            Receipts receipts,
            Distributions distributions,
            Cases cases,
            Courts courts,
            Access access,
            Audit audit,
            Clock clock,
            @Value("${sunlit.funds.account-prefix:8110}") String prefix,
            @Value("${sunlit.funds.bank-name:案款合作银行}") String bankName) {
        this.store = store;
        this.settlements = settlements;
        this.receipts = receipts;
        this.distributions = distributions;
        this.cases = cases;
        this.courts = courts;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.prefix = prefix;
        this.bankName = bankName;
        if (!prefix.matches("[1-9]\\d{3}")) {
            throw new IllegalArgumentException("sunlit.funds.account-prefix 应为四位数字");
        }
    }

    /** Opens the case's own account in the transaction that files it (一案一账号). */
    @EventListener
    public void open(CaseFiled filed) {
        openAccount(filed.id(), filed.court(), filed.number());
    }

    private void openAccount(CaseId id, CourtCode court, CaseNumber number) {
        Instant at = clock.instant();
        courtAccount(court);
        store.openCase(court, id, number, Numbers.make(prefix, store.nextSerial()), at);
    }

    /** The number of the court's own account at the bank, under which the sub-accounts lie; opened when first asked for. */
    public String courtAccount(CourtCode court) {
        return store.courtAccount(court).orElseGet(() -> {
            store.openCourt(court, Numbers.make(prefix, store.nextSerial()), clock.instant());
            return store.courtAccount(court).orElseThrow();
        });
    }

    /**
     * The case's own account.
     *
     * @throws Problem.NotFound when the case has none
     */
    public Account account(CaseId id) {
        FundsStore.Sub sub = store.sub(id).orElseThrow(() -> new Problem.NotFound("这个案件没有案款账户"));
        return new Account(sub.number(), bankName, courts.nameOf(sub.court()) + "执行款专户");
    }

    /**
     * What the respondent must still pay to end the case on this day: costs, interest, principal, doubled interest and the
     * enforcement fee that comes on top. The ceiling of control measures (控制额度).
     */
    @Transactional(readOnly = true)
    public Money owed(CaseId id, LocalDate on) {
        Settlement s = settlements.of(id, on);
        return s.remaining().plus(s.remainingFee());
    }

    /** How the receipts clear fee and debt, as of a day, line by line with the articles. */
    @Transactional(readOnly = true)
    public Settlement settlement(CaseId id, LocalDate on) {
        return settlements.of(id, on);
    }

    /**
     * Takes a bank message: camt.053, camt.054 or pain.002. The same message or the same movement again books nothing.
     *
     * @throws Problem.Invalid naming what was expected and what was found; then nothing of the message was taken
     */
    public Intake take(Actor by, byte[] xml) {
        access.allow(by, UseCase.TAKE_BANK_MESSAGE, by.court());
        return receipts.take(by, BankReader.read(xml), xml);
    }

    /** The same with the number as somebody wrote it: whether the claim may be made at all is decided before it is read. */
    ClaimView claim(Actor by, long receipt, @Nullable String caseNumber, @Nullable String reason) {
        FundsStore.Receipt r = store.receipt(receipt).orElseThrow(() -> new Problem.NotFound("没有这笔不明款"));
        access.allow(by, UseCase.CLAIM_RECEIPT, r.court());
        if (caseNumber == null || caseNumber.isBlank()) {
            throw new Problem.Invalid("caseNumber", "请填写案号");
        }
        return claim(by, receipt, FundsApi.number(caseNumber), reason == null ? "" : reason);
    }

    /** Claims money without a name for a case; another person must confirm. */
    public ClaimView claim(Actor by, long receipt, CaseNumber number, String reason) {
        FundsStore.Receipt r = store.receipt(receipt).orElseThrow(() -> new Problem.NotFound("没有这笔不明款"));
        access.allow(by, UseCase.CLAIM_RECEIPT, r.court());
        CaseFile file = cases.open(by, UseCase.CLAIM_RECEIPT, number);
        String ground = PlainText.required("reason", reason, 500, "请写明认领理由");
        if (!file.court().equals(r.court())) {
            throw new Problem.Invalid("caseNumber", "款项与案件不属于同一法院");
        }
        if (r.caseId() != null) {
            throw new Problem.Conflict("这笔款项已经认领到案件");
        }
        long id = store.addClaim(receipt, file.id(), number, ground, by.login(), by.name(), clock.instant())
                .orElseThrow(() -> new Problem.Conflict("这笔款项已有待复核的认领"));
        audit.record(
                by,
                r.court(),
                file.id(),
                new Act(
                        "RECEIPT_CLAIMED",
                        "认领不明款 %s 元，待复核".formatted(r.amount().display()),
                        Map.of("amount", r.amount().toString(), "reason", ground)));
        return store.claim(id).orElseThrow().view();
    }

    /** Confirms another person's claim and books it to the case; confirming again answers the same. */
    public ClaimView confirm(Actor by, long claim) {
        FundsStore.Claim c = open(by, claim);
        if (c.state().equals("CONFIRMED")) {
            return c.view();
        }
        access.otherPerson(by, c.proposedBy());
        FundsStore.Receipt r = store.receipt(c.receipt()).orElseThrow();
        Long suspense = r.suspense();
        LocalDate today = LocalDate.now(clock);
        if (suspense == null || !store.identify(r.id(), c.caseId(), today)) {
            throw new Problem.Conflict("这笔款项已经认领到案件");
        }
        store.endClaim(claim, "CONFIRMED", by.login(), by.name(), clock.instant());
        long voucher = store.post(new FundsStore.Draft(
                r.court(),
                "CLAIM",
                "receipt:" + r.id(),
                c.caseId(),
                "认领不明款，付款人 " + Receipts.shown(r.payer()),
                r.reference(),
                today,
                clock.instant(),
                by.login(),
                by.name(),
                null,
                List.of(
                        new FundsStore.Posting(suspense, r.amount()),
                        new FundsStore.Posting(
                                store.sub(c.caseId()).orElseThrow().id(), Money.ZERO.minus(r.amount())))));
        receipts.tell(
                by,
                c.caseId(),
                r.court(),
                r.amount(),
                r.bookedOn(),
                voucher,
                r.id(),
                "%s认领、%s复核：%s".formatted(c.proposedName(), by.name(), c.reason()),
                null,
                Map.of("amount", r.amount().toString(), "claimedBy", c.proposedName(), "confirmedBy", by.name()));
        return store.claim(claim).orElseThrow().view();
    }

    /** Refuses another person's claim; the money stays in suspense and may be claimed again. */
    public ClaimView refuse(Actor by, long claim) {
        FundsStore.Claim c = open(by, claim);
        if (!c.state().equals("PROPOSED")) {
            throw new Problem.Conflict("这笔认领已经处理");
        }
        access.otherPerson(by, c.proposedBy());
        store.endClaim(claim, "REFUSED", by.login(), by.name(), clock.instant());
        return store.claim(claim).orElseThrow().view();
    }

    private FundsStore.Claim open(Actor by, long claim) {
        FundsStore.Claim c = store.claim(claim).orElseThrow(() -> new Problem.NotFound("没有这笔认领"));
        FundsStore.Receipt r = store.receipt(c.receipt()).orElseThrow();
        access.allow(by, UseCase.CONFIRM_CLAIM, r.court());
        return c;
    }

    /**
     * Proposes to pay out what the settlement gives; the same figures again answer the same proposal.
     *
     * @throws Problem.Conflict when there is nothing to pay or a payee's account is missing
     */
    public DistributionView propose(Actor by, CaseNumber number, Proposal proposal) {
        return distributions.propose(by, number, proposal);
    }

    /**
     * Approves another person's proposal, books it and hands the payments to the bank's outbox; approving again answers the
     * same and pays nothing twice.
     *
     * @throws Problem.Forbidden for the proposer
     * @throws Problem.Conflict when receipts have changed the figures since
     */
    public DistributionView approve(Actor by, long id) {
        return distributions.approve(by, id);
    }

    /** @throws Problem.NotFound when the distribution is another case's: the address says one case and means one case */
    void mustBelong(CaseFile file, long distribution) {
        if (distributions.ofCase(file).stream().noneMatch(d -> d.id() == distribution)) {
            throw new Problem.NotFound("案件%s没有这份发放方案".formatted(file.number()));
        }
    }

    /** The distributions of a case, oldest first. */
    @Transactional(readOnly = true)
    public List<DistributionView> distributions(CaseId id) {
        return distributions.ofCase(cases.byId(id));
    }

    /** The money of a case; the caller has asked whether it may be seen. */
    @Transactional(readOnly = true)
    public FundsView view(CaseId id) {
        FundsStore.Sums sums = store.sums(id);
        return new FundsView(
                account(id),
                sums.received(),
                sums.paid(),
                sums.held(),
                sums.fee(),
                sums.balance(),
                store.movements(id),
                settlements.of(id, LocalDate.now(clock)),
                distributions(id));
    }
}
