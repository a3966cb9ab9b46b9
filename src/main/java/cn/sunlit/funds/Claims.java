package cn.sunlit.funds;

import cn.sunlit.alerts.Concerns;
import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.ledger.Books;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Money without a name is claimed for a case by one person and booked to it when another confirms (不明款认领). */
@Service
@Transactional
class Claims {

    private final FundsStore store;
    private final Books books;
    private final ReturnStore returns;
    private final Arrivals arrivals;
    private final Cases cases;
    private final Access access;
    private final Audit audit;
    private final Concerns concerns;
    private final Clock clock;

    Claims(
            FundsStore store,
            Books books,
            ReturnStore returns,
            Arrivals arrivals,
            Cases cases,
            Access access,
            Audit audit,
            Concerns concerns,
            Clock clock) {
        this.store = store;
        this.books = books;
        this.returns = returns;
        this.arrivals = arrivals;
        this.cases = cases;
        this.access = access;
        this.audit = audit;
        this.concerns = concerns;
        this.clock = clock;
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
    ClaimView claim(Actor by, long receipt, CaseNumber number, String reason) {
        FundsStore.Receipt r = store.receipt(receipt).orElseThrow(() -> new Problem.NotFound("没有这笔不明款"));
        access.allow(by, UseCase.CLAIM_RECEIPT, r.court());
        CaseFile file = cases.open(by, UseCase.CLAIM_RECEIPT, number);
        String ground = PlainText.required("reason", reason, 500, "请写明认领理由");
        if (!file.court().equals(r.court())) {
            throw new Problem.Invalid("caseNumber", "款项与案件不属于同一法院");
        }
        mayStillBeClaimed(r);
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

    private void mayStillBeClaimed(FundsStore.Receipt r) {
        if (r.caseId() != null) {
            throw new Problem.Conflict("这笔款项已经认领到案件");
        }
        store.openClaim(r.id()).ifPresent(c -> {
            throw new Problem.Conflict("这笔款项已由%s认领到%s，正等待另一人复核".formatted(c.proposedName(), c.caseNumber()));
        });
        returns.ofReceipt(r.id()).forEach(back -> {
            if (back.state() == States.Return.PAID) {
                throw new Problem.Conflict("这笔款项已经退还付款人%s，不能认领".formatted(back.payee()));
            }
            if (back.state().underWay()) {
                throw new Problem.Conflict("这笔款项正在退还付款人%s（%s），不能认领"
                        .formatted(back.payee(), back.state().zh()));
            }
        });
    }

    /** Confirms another person's claim and books it to the case; confirming again answers the same. */
    ClaimView confirm(Actor by, long claim) {
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
        long voucher = books.post(new Books.Voucher(
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
                        new Books.Posting(suspense, r.amount()),
                        new Books.Posting(books.sub(c.caseId()).orElseThrow().id(), Money.ZERO.minus(r.amount())))));
        arrivals.tell(
                by,
                new Arrivals.Arrival(
                        c.caseId(),
                        r.court(),
                        r.amount(),
                        r.bookedOn(),
                        voucher,
                        r.id(),
                        "%s认领、%s复核：%s".formatted(c.proposedName(), by.name(), c.reason()),
                        null,
                        Map.of(
                                "amount", r.amount().toString(),
                                "claimedBy", c.proposedName(),
                                "confirmedBy", by.name())));
        concerns.touched();
        return store.claim(claim).orElseThrow().view();
    }

    /** Refuses another person's claim; the money stays in suspense and may be claimed again. */
    ClaimView refuse(Actor by, long claim) {
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
}
