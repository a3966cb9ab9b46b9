package cn.sunlit.funds;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseHeading;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.Download;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Pager;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import cn.sunlit.web.Spreadsheet;
import cn.sunlit.web.TableFile;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One distribution with all its payees, few or 17,000; the list that is handed in; what came back, paid anew. */
@Controller
class DistributionPages {

    private static final int A_PAGE = 100;

    /** More new accounts than that are a list of their own. */
    static final int MOST_CORRECTED = 30;

    private final Funds funds;
    private final PayeeStore payees;
    private final Cases cases;
    private final CaseHeading heading;
    private final Access access;

    DistributionPages(Funds funds, PayeeStore payees, Cases cases, CaseHeading heading, Access access) {
        this.funds = funds;
        this.payees = payees;
        this.cases = cases;
        this.heading = heading;
        this.access = access;
    }

    @GetMapping("/cases/{number}/funds/distributions/{id}")
    Screen one(
            Actor by,
            @PathVariable String number,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "1") int page) {
        return page(by, open(by, number), id, q, state, page, FormErrors.NONE, List.of());
    }

    @GetMapping("/cases/{number}/funds/distributions/{id}/payees.csv")
    ResponseEntity<byte[]> csv(Actor by, @PathVariable String number, @PathVariable long id) {
        return Download.kept(
                "payees-%d.csv".formatted(id),
                Download.CSV,
                table(open(by, number), id).csv());
    }

    @GetMapping("/cases/{number}/funds/distributions/{id}/payees.xlsx")
    ResponseEntity<byte[]> xlsx(Actor by, @PathVariable String number, @PathVariable long id) {
        return Download.kept(
                "payees-%d.xlsx".formatted(id),
                Spreadsheet.XLSX,
                table(open(by, number), id).xlsx());
    }

    @PostMapping("/cases/{number}/funds/distributions/{id}/again")
    Object again(
            Actor by,
            @PathVariable String number,
            @PathVariable long id,
            @RequestParam Map<String, String> form,
            RedirectAttributes next) {
        CaseFile file = cases.open(by, UseCase.PROPOSE_DISTRIBUTION, FundsApi.number(number));
        List<Proposal.PayTo> told = new ArrayList<>();
        for (PaymentStore.Line line : payees.failed(id)) {
            String account = form.getOrDefault("account-" + line.id(), "").strip();
            if (!account.isEmpty()) {
                told.add(new Proposal.PayTo(line.payee(), line.payee(), form.get("bank-" + line.id()), account));
            }
        }
        DistributionView made;
        try {
            made = funds.again(by, file.number(), id, told, form.get("ground"));
        } catch (Problem.Invalid e) {
            return page(by, file, id, "", "", 1, FormErrors.of(e), List.of());
        } catch (Problem.Conflict e) {
            return page(by, file, id, "", "", 1, FormErrors.NONE, e.sentences());
        }
        next.addFlashAttribute("notice", "已拟定重新发放，等待%s审批".formatted(made.awaits()));
        return "redirect:" + at(file, made.id());
    }

    @GetMapping("/cases/{number}/funds/list")
    Screen list(Actor by, @PathVariable String number) {
        return list(cases.open(by, UseCase.PROPOSE_DISTRIBUTION, FundsApi.number(number)), FormErrors.NONE, List.of());
    }

    @GetMapping("/cases/{number}/funds/list/template.csv")
    ResponseEntity<byte[]> template(Actor by, @PathVariable String number) {
        cases.open(by, UseCase.PROPOSE_DISTRIBUTION, FundsApi.number(number));
        return Download.kept(
                "payees.csv",
                Download.CSV,
                new Spreadsheet("发放名单", List.of("户名", "证件号码", "开户银行", "收款账号", "金额"), List.of()).csv());
    }

    @PostMapping("/cases/{number}/funds/list")
    Object propose(
            Actor by,
            @PathVariable String number,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String remark,
            @RequestParam(defaultValue = "") String ground,
            RedirectAttributes next)
            throws IOException {
        CaseFile of = cases.open(by, UseCase.PROPOSE_DISTRIBUTION, FundsApi.number(number));
        DistributionView made;
        try {
            made = funds.propose(by, of.number(), read(file), remark, ground);
        } catch (Problem.Invalid e) {
            return list(of, FormErrors.of(e), List.of());
        } catch (Problem.Conflict e) {
            return list(of, FormErrors.NONE, e.sentences());
        }
        next.addFlashAttribute("notice", "名单已读入，共%d名收款人，等待%s审批".formatted(made.recipients(), made.awaits()));
        return "redirect:" + at(of, made.id());
    }

    static PayeeList read(@Nullable MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            throw new Problem.Invalid("file", "请选择发放名单文件（.csv 或者 .xlsx）");
        }
        if (file.getSize() > PayeeList.LARGEST) {
            throw new Problem.Invalid("file", "文件过大，最大 20 MB");
        }
        String name = file.getOriginalFilename();
        return PayeeList.read(name == null ? "" : name, file.getBytes());
    }

    private CaseFile open(Actor by, String number) {
        return cases.open(by, UseCase.READ_FUNDS, FundsApi.number(number));
    }

    private static String at(CaseFile file, long id) {
        return Show.casePath(file.number(), "/funds/distributions/" + id);
    }

    private PayeeListPage list(CaseFile file, FormErrors errors, List<String> refusals) {
        return new PayeeListPage(heading.of(file), funds.dueToCreditors(file), errors, refusals);
    }

    private DistributionPage page(
            Actor by,
            CaseFile file,
            long id,
            String q,
            String state,
            int page,
            FormErrors errors,
            List<String> refusals) {
        DistributionView view = funds.distribution(file, id);
        String sought = q.isBlank() ? null : q.strip();
        String wanted = Arrays.stream(States.Payment.values())
                .map(Enum::name)
                .filter(s -> s.equals(state))
                .findFirst()
                .orElse(null);
        Pager pager = new Pager(
                page,
                A_PAGE,
                payees.count(id, wanted, sought),
                at(file, id) + "?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8) + "&state="
                        + (wanted == null ? "" : wanted) + "&page=");
        List<PaymentStore.Line> failed = payees.failed(id);
        return new DistributionPage(
                heading.of(file),
                view,
                payees.counts(id),
                payees.rows(id, wanted, sought, pager.offset(), A_PAGE),
                pager,
                q,
                wanted == null ? "" : wanted,
                failed.size(),
                failed.stream()
                        .limit(MOST_CORRECTED)
                        .map(l -> new DistributionPage.Failed(l.id(), l.payee(), l.bank(), l.masked(), l.amount()))
                        .toList(),
                access.may(by, UseCase.PROPOSE_DISTRIBUTION, file.court()),
                funds.approvable(by, file).contains(id),
                errors,
                refusals);
    }

    private Spreadsheet table(CaseFile file, long id) {
        funds.mustBelong(file, id);
        return new Spreadsheet(
                "发放名单",
                List.of("行", "户名", "证件号码", "开户银行", "收款账号", "金额（元）", "状态", "原因", "付款编号"),
                payees.rows(id, null, null, 0, TableFile.MOST_ROWS).stream()
                        .map(r -> List.of(
                                r.listRow() == null ? "" : String.valueOf(r.listRow()),
                                r.payee(),
                                text(r.maskedNumber()),
                                text(r.bank()),
                                text(r.account()),
                                r.amount().toString(),
                                r.stateZh(),
                                text(r.because()),
                                text(r.endToEnd())))
                        .toList());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
