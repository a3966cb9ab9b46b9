package cn.sunlit.audit;

import cn.sunlit.kernel.CaseId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for in the record.
 *
 * @param person log-in or name of who acted; empty for everyone
 * @param caseId acts on this case alone, or null
 * @param type kind of act, {@code PERSONAL_DATA_READ}; empty for every kind
 * @param from first day
 * @param to last day
 * @param older only entries older than this one; 0 for the newest
 */
public record RecordQuery(
        String person, @Nullable CaseId caseId, String type, LocalDate from, LocalDate to, long older) {}
