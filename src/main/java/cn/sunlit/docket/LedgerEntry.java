package cn.sunlit.docket;

import cn.sunlit.deadlines.Computation;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one person proposed and another decided about a case's periods. Entries are never changed: what ends or corrects one is
 * another that names it in {@code replaces}.
 *
 * @param nodeId the run concerned; null for a stretch of days that do not count
 * @param from first day of the stretch, or the corrected day of the start
 * @param to last day of the stretch; null while it lasts
 * @param period of an extension, {@code 3 MONTH}
 * @param cancelled whether it only takes back what it replaces
 * @param reportNumber under which an extension was reported to the high court, where that is needed
 * @param approved null while nobody has decided
 */
record LedgerEntry(
        long id,
        Kind kind,
        @Nullable Long nodeId,
        @Nullable String code,
        @Nullable Ground ground,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable String period,
        @Nullable Long replaces,
        boolean cancelled,
        String reason,
        String documentKind,
        String documentReference,
        String documentTitle,
        @Nullable String documentSha256,
        @Nullable String reportNumber,
        String law,
        String proposedLogin,
        String proposedBy,
        Instant proposedAt,
        @Nullable Boolean approved,
        @Nullable String decidedBy,
        @Nullable String decidedFor,
        @Nullable Instant decidedAt) {

    /** What it is about. */
    enum Kind {
        SUSPENSION("扣除期间"),
        EXTENSION("延长期限"),
        START("更正起算"),
        WAIVER("免除节点");

        private final String zh;

        Kind(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }

    boolean isApproved() {
        return Boolean.TRUE.equals(approved);
    }

    boolean waits() {
        return approved == null;
    }

    Computation.Shown shown() {
        return new Computation.Shown(documentKind, documentReference, documentTitle, documentSha256);
    }

    /** {@code 3个月}. */
    String periodInWords() {
        return period == null ? "" : Computation.period(period).display();
    }

    String approver() {
        return decidedBy == null ? "" : decidedBy;
    }
}
