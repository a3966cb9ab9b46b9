package cn.sunlit.parties;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;

/**
 * For which case and what for the program takes personal data in full.
 *
 * @param text as the party reads it: 向协助单位查询财产
 */
public record Purpose(CourtCode court, CaseId id, String text) {}
