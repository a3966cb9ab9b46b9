package cn.sunlit.funds;

import cn.sunlit.bank.BankReader;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
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
@Tag(name = "案款")
@RestController
@RequestMapping("/api")
class FundsApi {

    /** A credit of the sort that a bank tells; the account number is the case's own. */
    private static final String MESSAGE = """
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
              <GrpHdr><MsgId>EXAMPLE-1</MsgId><CreDtTm>2026-03-20T09:00:00+08:00</CreDtTm></GrpHdr>
              <Ntfctn><Id>1</Id><Acct><Id><Othr><Id>81100000000000000</Id></Othr></Id></Acct>
                <Ntry><NtryRef>1</NtryRef><Amt Ccy="CNY">3000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
                  <BookgDt><Dt>2026-03-20</Dt></BookgDt><AcctSvcrRef>REF-1</AcctSvcrRef></Ntry>
              </Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
            """;

    /** Rows of unknown money in one answer. */
    private static final int MOST = 200;

    private final Funds funds;
    private final Claims claims;
    private final BankDoor door;
    private final SuspenseDesk suspense;
    private final Returns returns;
    private final Cases cases;
    private final Access access;

    FundsApi(
            Funds funds,
            BankDoor door,
            Claims claims,
            SuspenseDesk suspense,
            Returns returns,
            Cases cases,
            Access access) {
        this.claims = claims;
        this.suspense = suspense;
        this.returns = returns;
        this.funds = funds;
        this.door = door;
        this.cases = cases;
        this.access = access;
    }

    @Operation(
            summary = "案款",
            description =
                    "专用账号、到账、发放、在途、余额，到账和收支各列最近200笔，更早的以 before 指明其后一笔凭证；settlement 为截至今天的结算，逐笔清偿列最近200笔，更早的以 line 指明从第几笔起。各项合计始终是全部。")
    @GetMapping("/cases/{number}/funds")
    CaseFunds funds(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "0") int line) {
        return CaseFunds.of(
                funds.view(cases.open(by, UseCase.READ_FUNDS, number).id(), voucher(before), line));
    }

    /** Before which voucher movements are asked for, {@code PZ-12}; all when none is named. */
    static long voucher(@Nullable String before) {
        if (before == null || before.isBlank()) {
            return Long.MAX_VALUE;
        }
        if (!before.matches("PZ-\\d{1,18}")) {
            throw new Problem.Invalid("before", "凭证号应如 PZ-12");
        }
        return Long.parseLong(before.substring(3));
    }

    /** The money of a case; {@code account} is the number alone, as payers write it. */
    record CaseFunds(
            String account,
            String accountName,
            String bankName,
            Money received,
            Money paid,
            Money held,
            Money planned,
            Money fee,
            Money balance,
            Money frozen,
            Money deferred,
            Money escrow,
            Money collected,
            Money costs,
            Money handed,
            Money shared,
            List<ReceiptView> receipts,
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
                    v.planned(),
                    v.fee(),
                    v.balance(),
                    v.frozen(),
                    v.deferred(),
                    v.escrow(),
                    v.collected(),
                    v.costs(),
                    v.handed(),
                    v.shared(),
                    v.receipts(),
                    v.movements(),
                    v.settlement(),
                    v.distributions());
        }
    }

    @Operation(summary = "发放方案", description = "案件的全部发放方案及每一笔付款的状态。")
    @GetMapping("/cases/{number}/distributions")
    List<DistributionView> distributions(Actor by, @PathVariable CaseNumber number) {
        return funds.distributions(cases.open(by, UseCase.READ_FUNDS, number).id());
    }

    @Operation(summary = "拟定发放", description = "按结算结果拟定；有几名申请执行人的填写各自的债权数额，有余款的填写退还账户。")
    @PostMapping("/cases/{number}/distributions")
    @ResponseStatus(HttpStatus.CREATED)
    DistributionView propose(
            Actor by, @PathVariable CaseNumber number, @RequestBody(required = false) @Nullable Proposal proposal) {
        return funds.propose(by, number, proposal == null ? Proposal.PLAIN : proposal);
    }

    @Operation(summary = "审批发放", description = "须由拟定人以外的审批人办理；批准后由银行付款。")
    @PostMapping("/cases/{number}/distributions/{id}/approve")
    DistributionView approve(Actor by, @PathVariable CaseNumber number, @PathVariable long id) {
        funds.mustBelong(cases.open(by, UseCase.APPROVE_DISTRIBUTION, number), id);
        return funds.approve(by, id);
    }

    /** Takes camt.053, camt.054 or pain.002 as XML, or statements in MT940, up to 10 MB. */
    @Operation(
            summary = "接收银行报文",
            description =
                    "camt.053 对账单、camt.054 到账通知、pain.002 付款回执（XML），或者 MT940 对账单（text/plain），最大10 MB。同一报文、同一笔重复送来不重复记账。",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/xml",
                                            schema = @Schema(type = "string", description = "ISO 20022 报文全文"),
                                            examples = @ExampleObject(MESSAGE))))
    @PostMapping(
            path = "/bank/messages",
            consumes = {"application/xml", "text/xml", "application/*+xml", "text/plain"})
    Intake take(Actor by, InputStream body) throws IOException {
        return door.take(by, "HTTPS", null, body.readNBytes(BankReader.LARGEST + 1));
    }

    @Operation(summary = "不明款", description = "没有认出案件的到账款及可能的案件，先到的在前，每页200笔；可按账龄、状态、付款人或附言、金额查找。")
    @GetMapping("/bank/suspense")
    List<SuspenseDesk.Unknown> suspense(
            Actor by,
            @RequestParam(defaultValue = "") String age,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "1") int page) {
        access.allow(by, UseCase.READ_SUSPENSE, by.court());
        List<SuspenseDesk.Unknown> found = suspense.lying(
                by.court(), SuspensePages.filter(age, state, words, amount), Math.clamp(page, 1, 1000), MOST);
        return found.size() > MOST ? found.subList(0, MOST) : found;
    }

    @Operation(summary = "可能属于案件的不明款", description = "在本院不明款中找出可能属于这个案件的，附理由和分数，高分在前。")
    @GetMapping("/cases/{number}/funds/suspense")
    List<Candidates.Offer> meantFor(Actor by, @PathVariable CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.READ_SUSPENSE, number);
        return suspense.meantFor(file.court(), file.id());
    }

    /** @param ground why the money belongs to no case of the court; name, bank and account only where the bank told no account */
    @Schema(example = "{\"ground\":\"付款人书面说明误将货款汇入，附付款回单\"}")
    record ReturnRequest(
            @Nullable String ground,
            @Nullable String name,
            @Nullable String bank,
            @Nullable String account) {}

    @Operation(summary = "退还付款人", description = "查明误缴的，写明依据提出退还，由另一人审批；原路退回付款账户。")
    @PostMapping("/bank/suspense/{receipt}/returns")
    @ResponseStatus(HttpStatus.CREATED)
    ReturnView giveBack(Actor by, @PathVariable long receipt, @RequestBody ReturnRequest request) {
        return returns.propose(
                by, receipt, new Returns.Draft(request.ground(), request.name(), request.bank(), request.account()));
    }

    @Operation(summary = "审批退还", description = "须由提出人以外的人办理，批准后由银行付款。")
    @PostMapping("/bank/returns/{back}/approve")
    ReturnView approveReturn(Actor by, @PathVariable long back) {
        return returns.approve(by, back);
    }

    @Operation(summary = "不同意退还", description = "款项仍为不明款。")
    @PostMapping("/bank/returns/{back}/refuse")
    ReturnView refuseReturn(Actor by, @PathVariable long back) {
        return returns.refuse(by, back);
    }

    /** @param caseNumber the case for which the money is claimed */
    @Schema(example = "{\"caseNumber\":\"（2026）鄂1125执123号\",\"reason\":\"付款人来电说明\"}")
    record ClaimRequest(
            @Nullable String caseNumber, @Nullable String reason) {}

    @Operation(summary = "认领不明款", description = "提出认领，由另一人复核。")
    @PostMapping("/bank/suspense/{receipt}/claims")
    @ResponseStatus(HttpStatus.CREATED)
    ClaimView claim(Actor by, @PathVariable long receipt, @RequestBody ClaimRequest request) {
        return claims.claim(by, receipt, request.caseNumber(), request.reason());
    }

    @Operation(summary = "复核认领", description = "须由提出人以外的人办理，款项随即记入案件。")
    @PostMapping("/bank/claims/{claim}/confirm")
    ClaimView confirm(Actor by, @PathVariable long claim) {
        return claims.confirm(by, claim);
    }

    @Operation(summary = "不同意认领", description = "款项仍为不明款。")
    @PostMapping("/bank/claims/{claim}/refuse")
    ClaimView refuse(Actor by, @PathVariable long claim) {
        return claims.refuse(by, claim);
    }

    static CaseNumber number(String text) {
        try {
            return CaseNumber.parseAnyForm(text);
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid("caseNumber", String.valueOf(e.getMessage()));
        }
    }
}
