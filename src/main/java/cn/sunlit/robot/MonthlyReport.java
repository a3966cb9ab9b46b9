package cn.sunlit.robot;

import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.settings.Holidays;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** On the first working day of a month, or the first day after it on which the program runs: the report of the month before. */
@Component
@Order(90)
class MonthlyReport implements DueWork {

    private static final String JOB = "monthly-report";

    private final QualityStore store;
    private final RobotStore marks;
    private final Diary diary;
    private final Holidays holidays;
    private final Clock clock;
    private final TransactionTemplate transaction;

    MonthlyReport(
            QualityStore store,
            RobotStore marks,
            Diary diary,
            Holidays holidays,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.marks = marks;
        this.diary = diary;
        this.holidays = holidays;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public int runDue() {
        LocalDate today = LocalDate.now(clock);
        LocalDate month = today.withDayOfMonth(1);
        if (today.isBefore(holidays.calendar().nextWorkingDay(month))
                || marks.doneUntil(JOB).map(done -> !done.isBefore(month)).orElse(false)) {
            return 0;
        }
        Integer made = transaction.execute(t -> {
            marks.beginJob(JOB, month.minusMonths(1));
            Optional<LocalDate> done = marks.lockJob(JOB);
            if (done.isEmpty() || !done.get().isBefore(month)) {
                return 0;
            }
            int count = 0;
            for (LocalDate of = done.get(); of.isBefore(month); of = of.plusMonths(1)) {
                count += report(of, today);
            }
            marks.jobDone(JOB, month);
            return count;
        });
        return made == null ? 0 : made;
    }

    private int report(LocalDate month, LocalDate today) {
        Instant from = AnswerQuality.start(month);
        Instant to = AnswerQuality.start(month.plusMonths(1));
        int made = 0;
        for (CourtCode court : store.courts(from, to)) {
            List<Figures> lines = store.figures(court, from, to, clock.instant());
            if (store.report(court, month, lines, today, clock.instant())) {
                made++;
                diary.note(
                        court,
                        null,
                        Deed.REPORTED,
                        null,
                        "生成%d年%d月查询质量月报：%d家协助单位，%d项请求"
                                .formatted(
                                        month.getYear(),
                                        month.getMonthValue(),
                                        lines.size(),
                                        lines.stream().mapToLong(Figures::total).sum()),
                        null);
            }
        }
        return made;
    }
}
