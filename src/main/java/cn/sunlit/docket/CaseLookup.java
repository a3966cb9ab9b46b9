package cn.sunlit.docket;

import cn.sunlit.kernel.CaseNumber;
import java.util.Optional;

/** Finds a case by its number; the cases module answers, since the docket stands below it. */
public interface CaseLookup {
    Optional<CaseRef> find(CaseNumber number);
}
