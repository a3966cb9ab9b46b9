package cn.sunlit.inquiries;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.parties.PartyId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An institution's answer about one respondent was read and found good; published in the transaction that judged it.
 * An empty list is the valid answer 查无.
 *
 * @param requestId the request, by which the raw answer is found
 * @param institution the institution's code
 * @param asOf of which day the data are, null where the institution does not say
 * @param sha256 the digest of the raw answer
 */
public record AnswerReceived(
        CaseId caseId,
        CourtCode court,
        long requestId,
        PartyId respondent,
        String institution,
        List<FoundAsset> found,
        @Nullable LocalDate asOf,
        String sha256,
        LocalDate on) {}
