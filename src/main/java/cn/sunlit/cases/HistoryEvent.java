package cn.sunlit.cases;

import org.jspecify.annotations.Nullable;

/**
 * Something that an imported file tells of a case's past, in its own words: kept as history, never taken for a proved step.
 *
 * @param date as written: a day, a month, a year, or empty
 */
public record HistoryEvent(
        String date, String event, @Nullable String detail) {}
