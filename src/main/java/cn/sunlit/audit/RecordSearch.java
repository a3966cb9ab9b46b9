package cn.sunlit.audit;

import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds acts and readings of personal data in the record: those of one's own court and the courts below it. */
@Service
public class RecordSearch {

    /** Entries a page. */
    public static final int PAGE = 50;

    /** A longer span is asked for year by year. */
    private static final int MOST_DAYS = 366;

    private final AuditStore store;
    private final Access access;
    private final Courts courts;

    RecordSearch(AuditStore store, Access access, Courts courts) {
        this.store = store;
        this.access = access;
        this.courts = courts;
    }

    /** The newest first, at most one more than {@link #PAGE}, which tells that there are older ones. */
    @Transactional(readOnly = true)
    public List<Entry> search(Actor by, RecordQuery query) {
        access.allow(by, UseCase.READ_AUDIT, by.court());
        if (query.from().isAfter(query.to())) {
            throw new Problem.Invalid("from", "开始日期不能晚于结束日期");
        }
        if (ChronoUnit.DAYS.between(query.from(), query.to()) > MOST_DAYS) {
            throw new Problem.Invalid("from", "一次最多查一年，请缩短起止日期");
        }
        List<CourtCode> within = courts.within(by.court());
        return store.search(within.isEmpty() ? List.of(by.court()) : within, query, PAGE + 1);
    }
}
