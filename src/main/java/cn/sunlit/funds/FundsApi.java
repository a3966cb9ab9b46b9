package cn.sunlit.funds;

import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The money of cases for machines. */
@RestController
@RequestMapping("/api")
class FundsApi {

    private final Funds funds;
    private final Cases cases;
    private final CashierDesk desk;
    private final Access access;
    private final Clock clock;

    FundsApi(Funds funds, Cases cases, CashierDesk desk, Access access, Clock clock) {
        this.funds = funds;
        this.cases = cases;
        this.desk = desk;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/cases/{number}/funds")
    CaseFunds funds(Actor by, @PathVariable CaseNumber number) {
        return CaseFunds.of(
                funds.view(cases.open(by, UseCase.READ_FUNDS, number).id()));
    }

    /** The money of a case; {@code account} is the number alone, as payers write it. */
    record CaseFunds(
            String account,
            String accountName,
            String bankName,
            Money received,
            Money paid,
            Money held,
            Money fee,
            Money balance,
            List<FundsView.Movement> movements,
            Settlement settlement,
            List<DistributionView> distributions) {
        static CaseFunds of(FundsView v) {
            return new CaseFunds(
                    v.account().number(),
                    v.account().name(),
                    v.account().bankName(),
                    v.received(),
                    v.paid(),
                    v.held(),
                    v.fee(),
                    v.balance(),
                    v.movements(),
                    v.settlement(),
                    v.distributions());
        }
    }

    @GetMapping("/cases/{number}/distributions")
    List<DistributionView> distributions(Actor by, @PathVariable CaseNumber number) {
        return funds.distributions(cases.open(by, UseCase.READ_FUNDS, number).id());
    }

    @PostMapping("/cases/{number}/distributions")
    @ResponseStatus(HttpStatus.CREATED)
    DistributionView propose(
            Actor by, @PathVariable CaseNumber number, @RequestBody(required = false) @Nullable Proposal proposal) {
        return funds.propose(by, number, proposal == null ? Proposal.PLAIN : proposal);
    }

    @PostMapping("/cases/{number}/distributions/{id}/approve")
    DistributionView approve(Actor by, @PathVariable CaseNumber number, @PathVariable long id) {
        funds.mustBelong(cases.open(by, UseCase.APPROVE_DISTRIBUTION, number), id);
        return funds.approve(by, id);
    }

    /** Takes camt.053, camt.054 or pain.002, XML, up to 10 MB. */
    @PostMapping("/bank/messages")
    Intake take(Actor by, InputStream body) throws IOException {
        return funds.take(by, body.readNBytes(BankReader.LARGEST + 1));
    }

    /** Compares the ledger with the bank's last statement and names each difference. */
    @GetMapping("/bank/reconciliation")
    Reconciliation reconcile(Actor by, @RequestParam(required = false) @Nullable LocalDate day) {
        access.allow(by, UseCase.RECONCILE, by.court());
        return desk.reconcile(by.court(), day == null ? LocalDate.now(clock) : day);
    }

    @GetMapping("/bank/suspense")
    List<CashierDesk.Unknown> suspense(Actor by) {
        access.allow(by, UseCase.READ_SUSPENSE, by.court());
        return desk.suspense(by.court());
    }

    /** @param caseNumber the case for which the money is claimed */
    record ClaimRequest(
            @Nullable String caseNumber, @Nullable String reason) {}

    @PostMapping("/bank/suspense/{receipt}/claims")
    @ResponseStatus(HttpStatus.CREATED)
    ClaimView claim(Actor by, @PathVariable long receipt, @RequestBody ClaimRequest request) {
        return funds.claim(by, receipt, request.caseNumber(), request.reason());
    }

    @PostMapping("/bank/claims/{claim}/confirm")
    ClaimView confirm(Actor by, @PathVariable long claim) {
        return funds.confirm(by, claim);
    }

    @PostMapping("/bank/claims/{claim}/refuse")
    ClaimView refuse(Actor by, @PathVariable long claim) {
        return funds.refuse(by, claim);
    }

    static CaseNumber number(String text) {
        try {
            return CaseNumber.parseAnyForm(text);
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid("caseNumber", String.valueOf(e.getMessage()));
        }
    }
}
