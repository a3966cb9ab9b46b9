package cn.sunlit.cases;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.parties.PartyId;
import org.jspecify.annotations.Nullable;

/**
 * Someone who is told what happens in a case.
 *
 * @param principal the party for whom the recipient acts, by name; null for a party itself
 */
public record Recipient(
        CaseId caseId,
        CaseNumber number,
        Side side,
        PartyId id,
        String name,
        @Nullable String principal) {}
