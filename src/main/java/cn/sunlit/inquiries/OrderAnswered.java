package cn.sunlit.inquiries;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An institution has answered an order; published in the transaction that judged the answer.
 *
 * @param reference the order's reference
 * @param amount what is really held or was really transferred, null where no money is concerned
 * @param rank 1 for a control that holds, above 1 for a waiting one (轮候)
 * @param until the last day of the term that the institution registered
 * @param reason why it failed
 * @param requestId the request, by which the raw answer is found
 * @param sha256 the digest of the raw answer
 */
public record OrderAnswered(
        CaseId caseId,
        String reference,
        Outcome outcome,
        @Nullable Money amount,
        int rank,
        @Nullable LocalDate until,
        @Nullable String reason,
        long requestId,
        String sha256,
        LocalDate on) {

    /** How it ended. */
    public enum Outcome {
        DONE,
        WAITING,
        FAILED
    }
}
