package cn.sunlit.cases;

import cn.sunlit.kernel.Problem;
import java.time.LocalDate;
import java.util.List;

/** What must be fulfilled before a case closes in a certain way; every module that knows one brings a bean. */
public interface ClosingCondition {

    /** Every condition that is not met, each with its law; empty when nothing stands against closing. */
    List<Problem.Refusal> unmet(CaseFile file, Outcome outcome, LocalDate on);
}
