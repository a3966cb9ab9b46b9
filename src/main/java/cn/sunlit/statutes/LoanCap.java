package cn.sunlit.statutes;

import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem.Refusal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** The highest rate of a private loan (民间借贷利率上限). */
public final class LoanCap {

    private static final String LOANS_25 = "最高人民法院关于审理民间借贷案件适用法律若干问题的规定（法释〔2020〕17号）第二十五条";
    private static final String LOANS_31 = "最高人民法院关于审理民间借贷案件适用法律若干问题的规定（法释〔2020〕17号）第三十一条";

    private LoanCap() {}

    /**
     * @param percent per cent a year
     * @param explanation how it came about
     */
    public record Cap(BigDecimal percent, Explanation explanation) {}

    /** The cap by the day on which the contract was made; of earlier contracts a person must judge. */
    @Practice(id = "LX-04", text = "民间借贷的利率不超过合同成立时一年期LPR的四倍（法释〔2020〕17号第二十五条，原文未随产品收录）；此前成立的合同由承办人判断")
    public static Decision<Cap> of(LocalDate contract) {
        return LegalNumbers.LOAN_CAP_MULTIPLE
                .on(contract)
                .<Decision<Cap>>map(times -> {
                    BigDecimal quoted = LprHistory.on(Rate.Term.LPR_1Y, contract);
                    BigDecimal percent = quoted.multiply(BigDecimal.valueOf(times));
                    return new Decision.Granted<>(new Cap(
                            percent,
                            new Explanation(
                                    "LX-04",
                                    LOANS_25,
                                    "%s一年期LPR为%s%%，其%d倍为%s%%".formatted(contract, quoted, times, percent))));
                })
                .orElseGet(() -> new Decision.NeedsJudgement<>(
                        List.of(new Refusal(
                                "LX-04",
                                LOANS_31,
                                "%s以前成立的合同适用旧规定或者按起诉时的LPR，请承办人判断"
                                        .formatted(LegalNumbers.LOAN_CAP_MULTIPLE.firstDay()))),
                        null));
    }
}
