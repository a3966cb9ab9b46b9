package cn.sunlit.garnishment;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.ClosingCondition;
import cn.sunlit.cases.Outcome;
import cn.sunlit.kernel.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** A case does not close as fully performed while third persons are still told to pay for it. */
@Component
class NothingWithheld implements ClosingCondition {

    private final ClaimStore claims;
    private final IncomeStore incomes;

    NothingWithheld(ClaimStore claims, IncomeStore incomes) {
        this.claims = claims;
        this.incomes = incomes;
    }

    @Override
    public List<Problem.Refusal> unmet(CaseFile file, Outcome outcome, LocalDate on) {
        List<Problem.Refusal> unmet = new ArrayList<>();
        if (outcome == Outcome.FULLY_PERFORMED) {
            claims.ofCase(file.id()).stream()
                    .filter(c -> c.isOpen() || c.state().equals("ISSUED"))
                    .forEach(c ->
                            unmet.add(new Problem.Refusal("KZ-22", "", "对第三人%s的履行到期债务通知尚未撤回".formatted(c.third()))));
            incomes.ofCase(file.id()).stream()
                    .filter(Income::isOpen)
                    .forEach(i -> unmet.add(new Problem.Refusal("KZ-22", "", "%s协助提取收入尚未停止".formatted(i.payer()))));
        }
        return unmet;
    }
}
