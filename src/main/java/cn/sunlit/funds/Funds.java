package cn.sunlit.funds;

import cn.sunlit.bank.BankReader;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseFiled;
import cn.sunlit.cases.CaseParty;
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
import cn.sunlit.ledger.Books;
import cn.sunlit.ledger.Numbers;
import cn.sunlit.parties.PartyId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

    /** The bank's messages are sealed for this purpose. */
    public static final String SEALED_MESSAGE = Receipts.SEALED_MESSAGE;

    private final FundsStore store;
    private final Books books;
    private final Settlements settlements;
    private final WhereStore where;
    private final HeldFunds holds;
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
            Books books,
            Settlements settlements,
            WhereStore where,
            HeldFunds holds,
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
        this.books = books;
        this.settlements = settlements;
        this.where = where;
        this.holds = holds;
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
        Instant at = clock.instant();
        courtAccount(filed.court());
        books.openCase(filed.court(), filed.id(), filed.number(), newNumber(), at);
        // An old case that comes in may never be paid for again: its payers get their numbers when they need them.
        if (!filed.imported()) {
            for (CaseParty payer : cases.byId(filed.id()).respondents()) {
                openPayer(filed.id(), filed.court(), filed.number(), payer.id(), payer.name());
            }
        }
    }

    private String newNumber() {
        return Numbers.make(prefix, books.nextSerial());
    }

    private void openPayer(CaseId id, CourtCode court, CaseNumber number, @Nullable PartyId party, String name) {
        books.openPayer(new Books.NewPayer(newNumber(), court, id, number, party, name, clock.instant()));
    }

    /** The number of the court's own account at the bank, under which the sub-accounts lie; opened when first asked for. */
    public String courtAccount(CourtCode court) {
        return books.courtAccount(court).orElseGet(() -> {
            books.openCourt(court, Numbers.make(prefix, books.nextSerial()), clock.instant());
            return books.courtAccount(court).orElseThrow();
        });
    }

    /**
     * The case's own account.
     *
     * @throws Problem.NotFound when the case has none
     */
    public Account account(CaseId id) {
        Books.Sub sub = sub(id);
        return account(sub, sub.number());
    }

    private Account account(Books.Sub sub, String number) {
        return new Account(number, bankName, courts.nameOf(sub.court()) + "执行款专户");
    }

    /** Where each respondent pays, so that what comes is known to come from it (一案一人一账号); opened where it had none. */
    public Map<PartyId, Account> payerAccounts(CaseFile file) {
        Books.Sub sub = sub(file.id());
        Map<PartyId, String> numbers = numbers(file.id());
        List<CaseParty> without = file.respondents().stream()
                .filter(p -> !numbers.containsKey(p.id()))
                .toList();
        if (!without.isEmpty()) {
            without.forEach(p -> openPayer(file.id(), file.court(), file.number(), p.id(), p.name()));
            numbers.putAll(numbers(file.id()));
        }
        Map<PartyId, Account> accounts = new LinkedHashMap<>();
        for (CaseParty payer : file.respondents()) {
            accounts.put(payer.id(), account(sub, Objects.requireNonNull(numbers.get(payer.id()))));
        }
        return accounts;
    }

    private Map<PartyId, String> numbers(CaseId id) {
        Map<PartyId, String> numbers = new HashMap<>();
        for (Books.PayerNumber each : books.payerNumbers(id)) {
            if (each.party() != null) {
                numbers.put(new PartyId(each.party()), each.number());
            }
        }
        return numbers;
    }

    /** Where a third person pays for a case: who owes the respondent money, or its wages; opened where there was none. */
    public Account thirdAccount(CaseFile file, String name) {
        Books.Sub sub = sub(file.id());
        return account(sub, third(file, name).orElseGet(() -> {
            openPayer(file.id(), file.court(), file.number(), null, name);
            return third(file, name).orElseThrow();
        }));
    }

    /** The accounts of third persons who pay for a case, by name. */
    public Map<String, Account> thirdAccounts(CaseId id) {
        Books.Sub sub = sub(id);
        Map<String, Account> accounts = new LinkedHashMap<>();
        for (Books.PayerNumber each : books.payerNumbers(id)) {
            if (each.party() == null) {
                accounts.put(each.name(), account(sub, each.number()));
            }
        }
        return accounts;
    }

    /** Keeps what a payer was asked to pay: who pays it, on whatever account, is recognised by the sum. */
    public void asked(Account account, LocalDate day, Money amount) {
        store.keepSlip(account.number(), day, amount);
    }

    private Optional<String> third(CaseFile file, String name) {
        return books.payerNumbers(file.id()).stream()
                .filter(p -> p.party() == null && p.name().equals(name))
                .map(Books.PayerNumber::number)
                .findFirst();
    }

    private Books.Sub sub(CaseId id) {
        return books.sub(id).orElseThrow(() -> new Problem.NotFound("这个案件没有案款账户"));
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

    /** The proposals of a case that this person may approve now; the caller has asked whether the case may be seen. */
    @Transactional(readOnly = true)
    public Set<Long> approvable(Actor by, CaseFile file) {
        return distributions.approvable(by, file);
    }

    /** Proposes to pay out to the payees of a list, for whom the applicant stands. */
    DistributionView propose(
            Actor by, CaseNumber number, PayeeList list, @Nullable String remark, @Nullable String ground) {
        return distributions.propose(by, number, list, remark, ground);
    }

    /** Proposes to pay anew what came back of a distribution. */
    DistributionView again(
            Actor by, CaseNumber number, long id, List<Proposal.PayTo> accounts, @Nullable String ground) {
        return distributions.again(by, number, id, accounts, ground);
    }

    /** What the creditors have to get of what lies in the account today. */
    @Transactional(readOnly = true)
    Money dueToCreditors(CaseFile file) {
        return distributions.dueToCreditors(file);
    }

    /** @throws Problem.NotFound when it is another case's */
    @Transactional(readOnly = true)
    DistributionView distribution(CaseFile file, long id) {
        return distributions.ofCase(file).stream()
                .filter(d -> d.id() == id)
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound("案件%s没有这份发放方案".formatted(file.number())));
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
        return view(id, Long.MAX_VALUE, 0);
    }

    /**
     * The same with the movements and receipts before a voucher, for an account with more of them than are shown at once; all sums are
     * always whole.
     *
     * @param from which line of the settlement is the first that is shown; 0 for the last ones
     */
    @Transactional(readOnly = true)
    FundsView view(CaseId id, long before, int from) {
        FundsStore.Sums sums = store.sums(id);
        WhereStore.Gone gone = where.gone(id);
        return new FundsView(
                account(id),
                sums.received(),
                sums.paid(),
                sums.held(),
                sums.planned(),
                sums.fee(),
                sums.balance(),
                sums.frozen(),
                sums.deferred(),
                sums.escrow(),
                sums.collected(),
                gone.costs(),
                gone.handed(),
                gone.shared(),
                where.receipts(id, before, sums, gone),
                holds.ofCase(id),
                store.movements(id, before, FundsView.MOST_MOVEMENTS),
                settlements.of(id, LocalDate.now(clock)).latest(from),
                distributions(id));
    }
}
