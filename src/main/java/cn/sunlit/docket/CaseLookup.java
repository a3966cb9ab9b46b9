package cn.sunlit.docket;

import cn.sunlit.kernel.CaseNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds a case by its number; the cases module answers, since the docket stands below it. */
public interface CaseLookup {
    Optional<CaseRef> find(CaseNumber number);

    /** The numbers of cases by their keys; what is not there is left out. */
    Map<Long, CaseNumber> numbers(List<Long> ids);
}
