package cn.sunlit.docket;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.web.CaseHeader;

/** The head of the pages of a case; the cases module answers, since the docket stands below it. */
public interface CaseHeads {
    CaseHeader of(CaseNumber number);

    /** Whether it is still worked on, and the name of who carries it. */
    Standing standing(CaseId id);

    /** @param officer by name, or that there is none yet */
    record Standing(boolean running, String officer) {}
}
