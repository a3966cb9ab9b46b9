package cn.sunlit.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report of an intervention or inquiry in a case, opened for somebody who may read it.
 *
 * @param kind LEADER, INSIDER or CONTACT
 * @param reporter who reported; left out in what the reporter's superiors could ever see, which is nothing
 * @param stage REPORTED, RECEIVED, VERIFIED, TRANSFERRED or CLOSED
 * @param dueOn by when the next stage is due; null when it is closed
 * @param late whether that day has passed
 * @param steps additions and handling, in their order
 */
record Intervention(
        long id,
        InterventionKind kind,
        String reporter,
        Told told,
        Instant reportedAt,
        Stage stage,
        @Nullable LocalDate dueOn,
        boolean late,
        List<Step> steps) {

    /**
     * What was told.
     *
     * @param on when it happened
     * @param who the person who intervened
     * @param post unit and rank
     * @param relation to the case or its parties
     * @param how by telephone, in writing, face to face …
     * @param words what was said or asked, in the reporter's words
     * @param witnesses who else was there, and what evidence there is
     * @param caseNumber as written down
     */
    record Told(
            LocalDate on,
            String who,
            String post,
            @Nullable String relation,
            String how,
            String words,
            @Nullable String witnesses,
            @Nullable String caseNumber) {}

    /** @param by who added or handled it */
    record Step(Stage stage, String by, String note, Instant at) {}
}
