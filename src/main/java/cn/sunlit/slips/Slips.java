package cn.sunlit.slips;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.documents.PdfPaper;
import cn.sunlit.funds.Account;
import cn.sunlit.funds.Funds;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.parties.PartyId;
import cn.sunlit.web.QrCode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Payment slips with each payer's own account. What a slip says is kept: who pays what it says, on whatever account, is recognised by
 * the sum.
 */
@Service
@Transactional
public class Slips {

    private static final float TITLE = 18;
    private static final float BODY = 12;
    private static final float QR = 170;

    private final Funds funds;
    private final Cases cases;
    private final Courts courts;
    private final Clock clock;

    Slips(Funds funds, Cases cases, Courts courts, Clock clock) {
        this.funds = funds;
        this.cases = cases;
        this.courts = courts;
        this.clock = clock;
    }

    /** The slips of a case: each respondent's, then those of third persons who have a number. */
    List<Slip> of(Actor by, CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.PRINT_SLIP, number);
        LocalDate today = LocalDate.now(clock);
        Money owed = funds.owed(file.id(), today);
        List<Slip> slips = new ArrayList<>();
        funds.payerAccounts(file)
                .forEach((party, account) ->
                        slips.add(kept(slip(file, name(file, party), false, account, owed, today))));
        funds.thirdAccounts(file.id())
                .forEach((name, account) -> slips.add(slip(file, name, true, account, null, today)));
        return slips;
    }

    /** Gives a third person, who pays in the respondent's stead, a number of its own. */
    void open(Actor by, CaseNumber number, @Nullable String name) {
        CaseFile file = cases.open(by, UseCase.PRINT_SLIP, number);
        String third = PlainText.required("name", name, 100, "请填写付款人的姓名或者名称");
        if (file.respondents().stream().anyMatch(r -> r.name().equals(third))) {
            throw new Problem.Conflict("%s是本案被执行人，已有缴款账号".formatted(third));
        }
        funds.thirdAccount(file, third);
    }

    /** The slip of one respondent; the caller has asked whether it may be seen. */
    public Slip of(CaseFile file, PartyId respondent) {
        LocalDate today = LocalDate.now(clock);
        Account account = funds.payerAccounts(file).get(respondent);
        if (account == null) {
            throw new Problem.NotFound("缴款单只给被执行人");
        }
        return kept(slip(file, name(file, respondent), false, account, funds.owed(file.id(), today), today));
    }

    private static String name(CaseFile file, PartyId party) {
        return file.respondents().stream()
                .filter(r -> r.id().equals(party))
                .map(CaseParty::name)
                .findFirst()
                .orElseThrow();
    }

    private Slip slip(
            CaseFile file, String payer, boolean third, Account account, @Nullable Money amount, LocalDate today) {
        return new Slip(file.number(), courts.nameOf(file.court()), payer, third, account, amount, today);
    }

    private Slip kept(Slip slip) {
        if (slip.amount() != null && slip.amount().isPositive()) {
            funds.asked(slip.account(), slip.day(), slip.amount());
        }
        return slip;
    }

    /** Slips on paper, below each other. */
    public byte[] print(List<Slip> slips) {
        try (PdfPaper paper = new PdfPaper("缴款单")) {
            for (Slip slip : slips) {
                paper.line(slip.courtName() + "执行款缴款单", TITLE).gap(BODY);
                slip.lines().forEach(line -> paper.line(line, BODY));
                paper.gap(BODY).dots(QrCode.dots(slip.text()), QR);
                paper.line("本账号为该付款人专用，款项到账即认出付款人，不必写附言。", BODY).gap(3 * BODY);
            }
            return paper.bytes();
        }
    }
}
