package cn.sunlit.funds;

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
import cn.sunlit.kernel.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
    private final BankStrays strays;
    private final Distributions distributions;
    private final Cases cases;
    private final Courts courts;
    private final Access access;
    private final Clock clock;
    private final String prefix;
    private final String bankName;

    Funds(
            FundsStore store,
            Settlements settlements,
            Receipts receipts,
            BankStrays strays,
            Distributions distributions,
            Cases cases,
            Courts courts,
            Access access,
            Clock clock,
            @Value("${sunlit.funds.account-prefix:8110}") String prefix,
            @Value("${sunlit.funds.bank-name:案款合作银行}") String bankName) {
        this.store = store;
        this.settlements = settlements;
        this.receipts = receipts;
        this.strays = strays;
        this.distributions = distributions;
        this.cases = cases;
        this.courts = courts;
        this.access = access;
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
        Intake taken = receipts.take(by, BankReader.read(xml), xml);
        strays.partly(by, taken, xml.length);
        return taken;
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
