package cn.sunlit.funds;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.documents.Kind;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.StaffMember;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem;
import cn.sunlit.ledger.AccountKind;
import cn.sunlit.ledger.Books;
import cn.sunlit.statutes.AmountInWords;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Cash (现金): two officers take it against a paper, finance counts it the same day, the bank's credit ends it. Until then it
 * is booked as cash in hand and nobody can be paid from it.
 */
@Service
@Transactional
class Cash implements DueWork {

    private static final int BATCH = 50;

    private final CashStore store;
    private final Books books;
    private final Cases cases;
    private final StaffDirectory staff;
    private final Documents documents;
    private final Access access;
    private final Audit audit;
    private final Clock clock;

    Cash(
            CashStore store,
            Books books,
            Cases cases,
            StaffDirectory staff,
            Documents documents,
            Access access,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.books = books;
        this.cases = cases;
        this.staff = staff;
        this.documents = documents;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** Books what two officers took and makes out the paper for the payer. */
    public CashView take(Actor by, CaseNumber number, CashDraft draft) {
        CaseFile file = cases.open(by, UseCase.TAKE_CASH, number);
        LocalDate today = LocalDate.now(clock);
        CashDraft.Read read = draft.read(today);
        StaffMember second = second(by, file.court(), read.withLogin());
        audit.hold(file.id());
        notTwice(read, file.id());
        long id = store.next();
        long voucher = post(by, file.court(), file.id(), "CASH", id, "现金收款，交款人 " + read.payer(), read.amount(), true);
        CashStore.Taken taken = new CashStore.Taken(
                id,
                file.id(),
                file.number(),
                file.court(),
                read.amount(),
                read.payer(),
                read.takenOn(),
                read.place(),
                by.login(),
                by.name(),
                second.login(),
                second.name(),
                voucher,
                null,
                null,
                null,
                null);
        store.add(taken, clock.instant());
        Map<String, Object> fields = HoldPapers.parties(file);
        fields.put("payer", read.payer());
        fields.put("amount", read.amount().display());
        fields.put("amountInWords", AmountInWords.of(read.amount()));
        fields.put("on", read.takenOn().toString());
        fields.put("place", read.place());
        fields.put("officers", by.name() + "、" + second.name());
        fields.put("voucher", "PZ-" + voucher);
        Document paper = documents.issue(by, file.court(), file.id(), file.number(), Kind.CASH_RECEIPT, fields);
        store.paper(id, paper.id());
        record(
                by,
                taken,
                "CASH_TAKEN",
                "%s、%s收取现金 %s 元，凭证 PZ-%d"
                        .formatted(by.name(), second.name(), read.amount().display(), voucher));
        return CashView.of(taken, today);
    }

    @Practice(id = "AK-CASH-3", text = "同一交款人同日交来同额现金的一笔尚未移交财务的，不再重复登记：多半是重复点击（产品口径）")
    private void notTwice(CashDraft.Read read, CaseId id) {
        store.ofCase(id).stream()
                .filter(c -> c.handedOn() == null && c.takenOn().equals(read.takenOn()))
                .filter(c -> c.payer().equals(read.payer()) && c.amount().equals(read.amount()))
                .findFirst()
                .ifPresent(c -> {
                    String because = "%s于%s交来的现金 %s 元已经登记（XJ-%d），尚未移交财务，不能重复登记；确有两笔的，请先移交前一笔"
                            .formatted(c.payer(), c.takenOn(), c.amount().display(), c.id());
                    throw new Problem.Conflict(because, List.of(new Problem.Refusal("AK-CASH-3", "", because)));
                });
    }

    private StaffMember second(Actor by, CourtCode court, String login) {
        StaffMember second = staff.find(login)
                .filter(m -> m.court().equals(court)
                        && (m.roles().contains(Role.OFFICER) || m.roles().contains(Role.CLERK)))
                .orElseThrow(() -> new Problem.Invalid("withLogin", "另一名收款人应为本院执行法官或者书记员"));
        if (second.login().equals(by.login())) {
            throw new Problem.Invalid("withLogin", "直接收取现金须二人以上，另一名收款人不能是您本人");
        }
        return second;
    }

    /** Finance has counted the notes and has them; again is once. */
    public CashView receive(Actor by, long id, @Nullable String lateBecause) {
        CashStore.Taken t = lock(by, id);
        LocalDate today = LocalDate.now(clock);
        if (t.handedOn() != null) {
            return CashView.of(t, today);
        }
        access.otherPerson(by, t.takenBy());
        access.otherPerson(by, t.withLogin());
        String because = PlainText.optional("lateBecause", lateBecause, 500);
        if (CashRules.needsReason(t.takenOn(), today) && because == null) {
            throw new Problem.Invalid("lateBecause", "现金应当当日移交财务；今天才移交的，请写明原因");
        }
        store.hand(id, today, because, by.login(), by.name(), clock.instant());
        record(by, t, "CASH_HANDED_OVER", "财务收到移交的现金 %s 元".formatted(t.amount().display()));
        return CashView.of(store.lock(id).orElseThrow(), today);
    }

    /** Says which credit of the bank's was the paying in, where the remark did not say it. */
    public CashView match(Actor by, long id, long receipt) {
        CashStore.Taken t = lock(by, id);
        CashStore.Match found =
                store.match(id, receipt).orElseThrow(() -> new Problem.Conflict("这笔到账与现金不是同一案件、同一金额，或者现金还没有移交、已经缴存"));
        banked(by, t, found);
        return CashView.of(store.lock(id).orElseThrow(), LocalDate.now(clock));
    }

    private CashStore.Taken lock(Actor by, long id) {
        access.allow(by, UseCase.RECEIVE_CASH, by.court());
        return store.lock(id)
                .filter(t -> t.court().equals(by.court()))
                .orElseThrow(() -> new Problem.NotFound("本院没有这笔现金"));
    }

    /** Finds the bank's credits whose remark names cash that finance has. */
    @Override
    public int runDue() {
        List<CashStore.Match> found = store.matches(BATCH);
        int done = 0;
        for (CashStore.Match m : found) {
            CashStore.Taken t = store.lock(m.cash()).orElseThrow();
            if (t.bankedOn() == null && banked(Actor.system("案款系统", t.court()), t, m)) {
                done++;
            }
        }
        return done;
    }

    private boolean banked(Actor by, CashStore.Taken t, CashStore.Match m) {
        if (!store.banked(m)) {
            return false;
        }
        post(by, t.court(), t.caseId(), "BANKED", t.id(), "现金已缴存银行，核销手存现金", t.amount(), false);
        store.performed(m.receipt(), t.takenOn());
        record(by, t, "CASH_BANKED", "现金 %s 元已缴存银行".formatted(t.amount().display()));
        return true;
    }

    @Transactional(readOnly = true)
    public List<CashView> ofCase(CaseId id) {
        LocalDate today = LocalDate.now(clock);
        return store.ofCase(id).stream().map(t -> CashView.of(t, today)).toList();
    }

    /** Those of this court who may be the second officer. */
    @Transactional(readOnly = true)
    public List<StaffMember> seconds(Actor by) {
        Set<Role> roles = Set.of(Role.OFFICER, Role.CLERK);
        return staff.within(by.court()).stream()
                .filter(m -> m.court().equals(by.court())
                        && !m.login().equals(by.login())
                        && m.roles().stream().anyMatch(roles::contains))
                .toList();
    }

    private long post(
            Actor by, CourtCode court, CaseId id, String kind, long cash, String text, Money amount, boolean in) {
        long hand = books.account(court, AccountKind.CASH, null, null, clock.instant());
        long owed = books.account(court, AccountKind.COLLECTED, id, null, clock.instant());
        return books.post(new Books.Voucher(
                court,
                kind,
                "cash:" + cash,
                id,
                text,
                null,
                LocalDate.now(clock),
                clock.instant(),
                by.login(),
                by.name(),
                null,
                List.of(
                        new Books.Posting(in ? hand : owed, amount),
                        new Books.Posting(in ? owed : hand, Money.ZERO.minus(amount)))));
    }

    private void record(Actor by, CashStore.Taken t, String act, String words) {
        audit.record(
                by,
                t.court(),
                t.caseId(),
                new Act(
                        act,
                        words,
                        Map.of("cash", "XJ-" + t.id(), "amount", t.amount().toString(), "payer", t.payer())));
    }
}
