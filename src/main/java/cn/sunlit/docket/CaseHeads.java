package cn.sunlit.docket;

import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.web.CaseHeader;

/** The head of the pages of a case; the cases module answers, since the docket stands below it. */
public interface CaseHeads {
    CaseHeader of(CaseNumber number);
}
