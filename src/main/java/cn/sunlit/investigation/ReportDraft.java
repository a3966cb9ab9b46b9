package cn.sunlit.investigation;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a respondent reports.
 *
 * @param items what there is, by item; sealed at rest
 * @param none items of which there is nothing: one of the two for each item
 * @param changedOn the day of the change that a supplement tells; null for the report itself
 */
record ReportDraft(
        Map<ReportItem, String> items,
        Set<ReportItem> none,
        @Nullable LocalDate changedOn) {
    ReportDraft {
        items = Map.copyOf(items);
        none = Set.copyOf(none);
    }
}
