package cn.sunlit.inquiries;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.time.LocalDate;

/**
 * Every request of one round of inquiries was answered, handed to a person (人工处理) or taken back; published in the
 * transaction that settled the last one.
 *
 * @param batch the round's key
 * @param answered how many requests were answered
 * @param manual how many were handed to a person
 * @param cancelled how many were taken back before they were sent
 * @param found how many assets the answers name
 */
public record RoundEnded(
        CaseId caseId,
        CourtCode court,
        long batch,
        int sequence,
        int answered,
        int manual,
        int cancelled,
        int found,
        LocalDate on) {}
