package cn.sunlit.docket;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.publicity.Audience;
import java.time.LocalDate;
import java.util.Set;

/**
 * A milestone moved in a way that may be told. Published within the transaction of the act.
 *
 * @param begun whether the step has begun; else it is done
 * @param tellBy the last day for telling it
 * @param instance names this change, the same however often it is told
 */
public record PublicNodeChanged(
        CaseId caseId,
        CourtCode court,
        String publicCode,
        String publicName,
        String nodeCode,
        String nodeName,
        LocalDate on,
        Set<Audience> audience,
        boolean begun,
        LocalDate tellBy,
        String instance) {}
