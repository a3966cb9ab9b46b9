package cn.sunlit.docket;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import org.jspecify.annotations.Nullable;

/**
 * A case as far as the docket needs to know it.
 *
 * @param takenOverBy the court that loaded it as an existing case, null where it was filed here
 */
public record CaseRef(CaseId id, CourtCode court, @Nullable CourtCode takenOverBy, CaseNumber number) {}
