package cn.sunlit.oversight;

import cn.sunlit.kernel.CourtCode;
import java.time.LocalDate;

/**
 * What a night found in the figures: a hint to look at cases, never a verdict.
 *
 * @param officer the log-in
 * @param sentence the figures in words
 */
record Finding(
        long id, Kind kind, CourtCode court, String officer, String officerName, LocalDate day, String sentence) {

    /** What is looked for. */
    enum Kind {
        SILENCE("长期没有办理记录"),
        LAST_DAY("总在最后一天办结"),
        EASY_FIRST("先办标的小、有财产的案件"),
        ONE_APPLICANT("同一申请执行人的案件办得更快"),
        SAME_TEXT("逾期说明总是相同的文字");

        private final String zh;

        Kind(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }
    }

    /**
     * A case behind it.
     *
     * @param side in which of the compared groups it counts
     */
    record Row(String number, String side, String text) {}
}
