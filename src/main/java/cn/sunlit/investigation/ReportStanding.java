package cn.sunlit.investigation;

import cn.sunlit.sanctions.Misconduct;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one respondent stands with his duty to report.
 *
 * @param orderedOn when the order to report was served; null where it was not
 * @param looksBackTo from which day on changes must be told
 * @param extensionAsked why he asks for more time, while nobody has decided on it
 * @param misconduct what it amounts to; null where nothing is wrong
 * @param reports the newest first
 */
public record ReportStanding(
        long party,
        String name,
        @Nullable LocalDate orderedOn,
        @Nullable LocalDate looksBackTo,
        @Nullable LocalDate dueOn,
        @Nullable String extensionAsked,
        @Nullable LocalDate extensionWanted,
        @Nullable Misconduct misconduct,
        List<Report> reports) {

    /**
     * One report or supplement.
     *
     * @param verdict TRUE or FALSE once the officer has verified it
     */
    public record Report(
            long id,
            boolean supplement,
            LocalDate on,
            String by,
            boolean late,
            @Nullable LocalDate changedOn,
            @Nullable String verdict,
            @Nullable String verdictFacts,
            @Nullable LocalDate verdictOn,
            List<Line> lines) {

        public String verdictZh() {
            return verdict == null ? "待核查" : verdict.equals("TRUE") ? "核查属实" : "虚假报告";
        }
    }

    /** @param words null where there is nothing of it */
    public record Line(ReportItem item, @Nullable String words) {}

    public ReportStanding {
        reports = List.copyOf(reports);
    }
}
