package cn.sunlit.funds;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Distributions to many payees, and of what came back, for machines. */
@Tag(name = "案款")
@RestController
@RequestMapping("/api/cases/{number}/distributions")
class DistributionsApi {

    private static final int A_PAGE = 500;

    private final Funds funds;
    private final PayeeStore payees;
    private final Cases cases;

    DistributionsApi(Funds funds, PayeeStore payees, Cases cases) {
        this.funds = funds;
        this.payees = payees;
        this.cases = cases;
    }

    @Operation(
            summary = "按名单拟定发放",
            description = "申请执行人代表众多债权人的，按名单（CSV 或者 XLSX：户名、证件号码、开户银行、收款账号、金额或者债权数额）付给每一名收款人；有一行不对，全部不收，逐行列出原因。")
    @PostMapping(path = "/list", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    DistributionView list(
            Actor by,
            @PathVariable CaseNumber number,
            @RequestPart("file") MultipartFile file,
            @RequestParam(required = false) @Nullable String remark,
            @RequestParam(required = false) @Nullable String ground)
            throws IOException {
        cases.open(by, UseCase.PROPOSE_DISTRIBUTION, number);
        return funds.propose(by, number, DistributionPages.read(file), remark, ground);
    }

    /** Whoever sends no file learns first whether he may. */
    @Hidden
    @PostMapping("/list")
    void list(Actor by, @PathVariable CaseNumber number) {
        cases.open(by, UseCase.PROPOSE_DISTRIBUTION, number);
        throw new Problem.Invalid("file", "请以 multipart/form-data 上传发放名单文件（.csv 或者 .xlsx）");
    }

    /**
     * @param payTo new accounts of those who came back; the others are paid to the account of before
     * @param ground why, needed where an account is new
     */
    @Schema(
            example =
                    "{\"payTo\":[{\"applicant\":\"甲某\",\"name\":\"甲某\",\"bank\":\"演示商业银行\",\"account\":\"6299990000000088011\"}],\"ground\":\"收款人到院更正账户\"}")
    record Again(
            @Nullable List<Proposal.PayTo> payTo, @Nullable String ground) {}

    @Operation(summary = "重新发放被退回的付款", description = "只发放这次发放中被银行拒绝、退汇的付款，须另一人审批。")
    @PostMapping("/{id}/again")
    @ResponseStatus(HttpStatus.CREATED)
    DistributionView again(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestBody(required = false) @Nullable Again body) {
        List<Proposal.PayTo> told = body == null || body.payTo() == null ? List.of() : body.payTo();
        return funds.again(by, number, id, told, body == null ? null : body.ground());
    }

    /** @param total how many there are in all, {@code payees} holds one page */
    record Payees(long total, List<PayeeLine> payees) {}

    record PayeeLine(
            long id,
            @Nullable Integer row,
            String payee,
            @Nullable String bank,
            @Nullable String account,
            Money amount,
            String state,
            String stateZh,
            @Nullable String because,
            @Nullable String endToEnd) {}

    @Operation(summary = "发放的收款人", description = "每页500名；q 为姓名、账号后四位或者付款编号，state 为付款状态。")
    @GetMapping("/{id}/payees")
    Payees payees(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long id,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String state) {
        CaseFile file = cases.open(by, UseCase.READ_FUNDS, number);
        funds.mustBelong(file, id);
        if (page < 1 || page > 10_000) {
            throw new Problem.Invalid("page", "页码应为1至10000");
        }
        String sought = q == null || q.isBlank() ? null : q.strip();
        return new Payees(
                payees.count(id, state, sought),
                payees.rows(id, state, sought, (page - 1L) * A_PAGE, A_PAGE).stream()
                        .map(r -> new PayeeLine(
                                r.id(),
                                r.listRow(),
                                r.payee(),
                                r.bank(),
                                r.account(),
                                r.amount(),
                                r.state(),
                                r.stateZh(),
                                r.because(),
                                r.endToEnd()))
                        .toList());
    }
}
