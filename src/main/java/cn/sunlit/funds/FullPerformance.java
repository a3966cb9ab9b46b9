package cn.sunlit.funds;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.ClosingCondition;
import cn.sunlit.cases.Outcome;
import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem;
import cn.sunlit.ledger.Books;
import cn.sunlit.statutes.StatuteBook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** A case is not closed as fully performed (执行完毕) while debt, money or a payment is left. */
@Component
class FullPerformance implements ClosingCondition {

    private static final String WORK_64 = StatuteBook.cite("执行工作若干规定", "2021-01-01", 64);

    private final FundsStore store;
    private final Books books;
    private final Settlements settlements;

    FullPerformance(FundsStore store, Books books, Settlements settlements) {
        this.store = store;
        this.books = books;
        this.settlements = settlements;
    }

    @Override
    @Law(id = "JA-FULL", statute = "执行工作若干规定", edition = "2021-01-01", article = 64, text = "执行结案的方式为：（1）执行完毕；")
    @Practice(id = "FUNDS-ZERO", text = "结案前案款须清零：账户余额、待付和在途款项、冻结、延缓发放、提存的款项和尚未缴存的现金均为零")
    public List<Problem.Refusal> unmet(CaseFile file, Outcome outcome, LocalDate on) {
        List<Problem.Refusal> unmet = new ArrayList<>();
        if (outcome == Outcome.TERMINATED_THIS_PROCEDURE || books.sub(file.id()).isEmpty()) {
            return unmet;
        }
        FundsStore.Sums sums = store.sums(file.id());
        if (outcome == Outcome.FULLY_PERFORMED && file.hasMoney() && !file.imported()) {
            Settlement s = settlements.of(file.id(), on);
            if (s.remaining().isPositive()) {
                unmet.add(new Problem.Refusal(
                        "JA-FULL",
                        WORK_64,
                        "债务尚未清偿，不是执行完毕：截至%s还欠 %s 元（费用 %s、利息 %s、本金 %s、加倍部分债务利息 %s）"
                                .formatted(
                                        on,
                                        s.remaining().display(),
                                        s.remainingCosts().display(),
                                        s.remainingInterest().display(),
                                        s.remainingPrincipal().display(),
                                        s.remainingDouble().display())));
            }
            if (s.remainingFee().isPositive()) {
                unmet.add(new Problem.Refusal(
                        "FEE-38",
                        "诉讼费用交纳办法第三十八条",
                        "申请执行费还有 %s 元没有收取".formatted(s.remainingFee().display())));
            }
        }
        Money underWay = sums.held().plus(sums.costs());
        if (underWay.isPositive()) {
            unmet.add(new Problem.Refusal("FUNDS-UNDERWAY", "", "还有 %s 元已审批但尚未付出".formatted(underWay.display())));
        }
        if (sums.still().isPositive()) {
            unmet.add(new Problem.Refusal(
                    "FUNDS-STILL",
                    "",
                    "还有款项没有处理完毕：他院他案冻结 %s 元、延缓发放 %s 元、提存 %s 元、现金待缴存 %s 元"
                            .formatted(
                                    sums.frozen().display(),
                                    sums.deferred().display(),
                                    sums.escrow().display(),
                                    sums.collected().display())));
        }
        if (sums.balance().isPositive()) {
            unmet.add(new Problem.Refusal(
                    "FUNDS-BALANCE",
                    "",
                    "案件账户余额 %s 元尚未发放或退还".formatted(sums.balance().display())));
        }
        return unmet;
    }
}
