package cn.sunlit.oversight;

import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.Practice;
import cn.sunlit.settings.CourtPractice;
import cn.sunlit.statutes.LocalPractice;
import cn.sunlit.statutes.PracticeNumber;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Once a night: reads what the record grew by, finds the cases that have fallen silent on each day that was missed, and
 * compares anew the officers of whom there is something new. It costs what was done, not what lies in the archive.
 */
@Component
class PatternNight implements DueWork {

    private static final String JOB = "patterns";

    private final PatternStore store;
    private final WatermarkStore marks;
    private final CourtPractice practice;
    private final Clock clock;
    private final TransactionTemplate transaction;

    PatternNight(
            PatternStore store,
            WatermarkStore marks,
            CourtPractice practice,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.marks = marks;
        this.practice = practice;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public int runDue() {
        LocalDate today = LocalDate.now(clock);
        LocalDate first = today.minusDays(1);
        if (!marks.done(JOB, first).isBefore(today)) {
            return 0;
        }
        Integer compared = transaction.execute(status -> {
            Optional<LocalDate> done = marks.lock(JOB);
            if (done.isEmpty() || !done.get().isBefore(today)) {
                return 0;
            }
            return night(done.get(), today);
        });
        return compared == null ? 0 : compared;
    }

    private int night(LocalDate done, LocalDate today) {
        long from = marks.from(JOB);
        store.readTrack(from);
        Set<PatternStore.Officer> officers = new HashSet<>(store.readDeeds(from));
        officers.addAll(store.explained(done));
        for (LocalDate day = done.plusDays(1); !day.isAfter(today); day = day.plusDays(1)) {
            silent(day);
        }
        officers.forEach(each -> compare(each, today));
        marks.readAll(JOB);
        marks.advance(JOB, today);
        return officers.size() + 1;
    }

    @Practice(id = "JD-01", text = "有未办结节点的案件，三十日没有任何办理记录的，提示监督人员。产品默认值，由本院设定；提示只列数字和案件，不是结论。")
    private void silent(LocalDate day) {
        List<CourtCode> particular = store.particular();
        silent(null, LocalPractice.NONE, particular, day);
        particular.forEach(court -> silent(court, practice.of(court), particular, day));
    }

    private void silent(@Nullable CourtCode court, LocalPractice set, List<CourtCode> particular, LocalDate day) {
        int days = set.on(PracticeNumber.SILENCE_DAYS, day).value();
        store.findSilent(court, particular, day.minusDays(days), day, clock.instant());
    }

    private void compare(PatternStore.Officer of, LocalDate today) {
        LocalPractice set = practice.of(of.court());
        LocalDate since =
                today.minusDays(set.on(PracticeNumber.PATTERN_DAYS, today).value());
        Patterns.Limits limits = new Patterns.Limits(
                set.on(PracticeNumber.PATTERN_CASES, today).value(),
                set.on(PracticeNumber.LAST_DAY_PERCENT, today).value(),
                set.on(PracticeNumber.CHANCE_PER_MILLE, today).value(),
                set.on(PracticeNumber.SAME_TEXT_TIMES, today).value());
        List<Patterns.Found> found =
                new Patterns(limits).of(store.deeds(of, since), store.waiting(of, since, today), store.told(of, since));
        for (Patterns.Found each : found) {
            store.behind(
                    store.find(of, each.kind().name(), each.subject(), true, each.sentence(), today, clock.instant()),
                    each.rows());
        }
        store.standing(of).stream()
                .filter(known -> found.stream()
                        .noneMatch(f ->
                                f.kind().name().equals(known.kind()) && Objects.equals(f.subject(), known.subject())))
                .forEach(known -> store.find(of, known.kind(), known.subject(), false, "不再出现", today, clock.instant()));
    }
}
