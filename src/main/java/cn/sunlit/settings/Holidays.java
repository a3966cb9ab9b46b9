package cn.sunlit.settings;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.Problem;
import cn.sunlit.statutes.HolidayNotice;
import cn.sunlit.statutes.WorkCalendar;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The calendar of working days as it is known now: the notices that ship with the product and those imported since. What was
 * reckoned provisionally is reckoned anew by whoever keeps it, as due work.
 */
@Service
public class Holidays implements DueWork {

    private final SettingsStore store;
    private final Access access;
    private final Audit audit;
    private final Clock clock;

    private volatile Known known = new Known(0, WorkCalendar.shipped());

    private record Known(long newest, WorkCalendar calendar) {}

    Holidays(SettingsStore store, Access access, Audit audit, Clock clock) {
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** Held in memory: another process's import is seen with the next due work, within seconds. */
    public WorkCalendar calendar() {
        return known.calendar();
    }

    /**
     * Takes in the notice for a year; a notice for a year already known replaces it.
     *
     * @param file of the public holiday-cn form: year, papers, days
     * @throws Problem.Invalid naming what is wrong with the file
     */
    @Transactional
    public HolidayNotice take(Actor by, String file) {
        access.allow(by, UseCase.IMPORT_HOLIDAYS, by.court());
        HolidayNotice notice;
        try {
            notice = HolidayNotice.read(file);
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid("file", String.valueOf(e.getMessage()));
        }
        store.saveNotice(notice.year(), notice.source(), file, by.display(), clock.instant());
        audit.record(
                by,
                by.court(),
                null,
                new Act(
                        "HOLIDAYS_IMPORTED",
                        "导入%d年放假安排：放假%d日，调休上班%d日"
                                .formatted(
                                        notice.year(),
                                        notice.off().size(),
                                        notice.makeUp().size()),
                        Map.of("year", String.valueOf(notice.year()), "source", notice.source())));
        return notice;
    }

    /** Learns of notices that were imported since it last looked. */
    @Override
    public int runDue() {
        long newest = store.newestNotice();
        if (newest == known.newest()) {
            return 0;
        }
        WorkCalendar calendar = WorkCalendar.shipped();
        for (String file : store.notices()) {
            calendar = calendar.with(file);
        }
        known = new Known(newest, calendar);
        return 1;
    }
}
