package cn.sunlit.oversight;

import cn.sunlit.kernel.CaseId;
import java.util.Set;

/**
 * Something happened to an order of supervision that somebody must know; published in the transaction that records it.
 *
 * @param text one Chinese sentence for a desk
 * @param to log-ins of whom it concerns; empty: the officer in charge of the case
 */
public record DemandMoved(CaseId caseId, String text, Set<String> to) {

    DemandMoved(CaseId caseId, String text) {
        this(caseId, text, Set.of());
    }
}
