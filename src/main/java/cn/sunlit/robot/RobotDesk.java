package cn.sunlit.robot;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.inquiries.Inquiries;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import cn.sunlit.robot.DiaryStore.Asked;
import cn.sunlit.robot.DiaryStore.Position;
import cn.sunlit.robot.DiaryStore.Told;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What people do with the robot: read its diary, see how far a batch is, stop and start it, take a batch back. */
@Service
class RobotDesk {

    static final int ON_A_PAGE = 50;
    private static final int AT_ONCE = 100;
    private static final int DAYS_SHOWN = 60;
    private static final int SHORTEST = 2;
    private static final int LONGEST = 200;

    private final DiaryStore store;
    private final NightStore nights;
    private final RobotStore plan;
    private final Diary diary;
    private final Inquiries inquiries;
    private final Access access;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    RobotDesk(
            DiaryStore store,
            NightStore nights,
            RobotStore plan,
            Diary diary,
            Inquiries inquiries,
            Access access,
            Audit audit,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.nights = nights;
        this.plan = plan;
        this.diary = diary;
        this.inquiries = inquiries;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    /**
     * How the robot stands in a court.
     *
     * @param position null while nobody has ever touched the switch: it runs
     * @param waiting how many inquiries are due and not begun
     */
    record State(CourtCode court, @Nullable Position position, long waiting) {
        boolean runs() {
            return position == null || position.runs();
        }
    }

    @Transactional(readOnly = true)
    State state(Actor by, CourtCode court) {
        access.allow(by, UseCase.READ_ROBOT, court);
        return new State(court, store.position(court).orElse(null), plan.waiting(court, LocalDate.now(clock)));
    }

    /** A page of the diary, the newest first. */
    record Page(List<Told> lines, long total) {}

    @Transactional(readOnly = true)
    Page diary(Actor by, CourtCode court, Asked asked, int page) {
        access.allow(by, UseCase.READ_ROBOT, court);
        return new Page(
                store.page(court, asked, ON_A_PAGE, (long) (Math.max(page, 1) - 1) * ON_A_PAGE),
                store.count(court, asked));
    }

    /**
     * Stops or starts the robot of one's own court. While it is stopped nothing new is begun; what was asked still gets its answers.
     *
     * @throws Problem.Conflict when it stands so already
     */
    @Transactional
    public void turn(Actor by, boolean on, String because) {
        access.allow(by, UseCase.MANAGE_ROBOT, by.court());
        String why = because(because);
        store.lockSwitch(by.court());
        boolean runs = store.position(by.court()).map(Position::runs).orElse(true);
        if (runs == on) {
            throw new Problem.Conflict(on ? "机器人已在运行" : "机器人已经停用");
        }
        store.turn(by.court(), on, why, by.login(), by.display(), clock.instant());
        String sentence = "%s%s机器人：%s".formatted(by.name(), on ? "启用" : "停用", why);
        diary.note(by.court(), null, on ? Deed.STARTED : Deed.STOPPED, null, sentence, null);
        audit.record(
                by,
                by.court(),
                null,
                new Act(on ? "ROBOT_STARTED" : "ROBOT_STOPPED", sentence, Map.of("because", why)));
    }

    private static String because(String text) {
        String why = text.strip();
        if (why.length() < SHORTEST || why.length() > LONGEST) {
            throw new Problem.Invalid("because", "请填写理由（%d至%d字）".formatted(SHORTEST, LONGEST));
        }
        return why;
    }

    /** How far a batch is; without a day the newest one. */
    record Night(CourtCode court, Optional<LocalDate> on, List<NightStore.Night> nights, List<NightStore.Line> lines) {
        long sum(ToLongFunction<NightStore.Line> of) {
            return lines.stream().mapToLong(of).sum();
        }
    }

    @Transactional(readOnly = true)
    Night night(Actor by, CourtCode court, Optional<LocalDate> day) {
        access.allow(by, UseCase.READ_ROBOT, court);
        List<NightStore.Night> all = nights.nights(court, LocalDate.now(clock).minusDays(DAYS_SHOWN));
        Optional<LocalDate> on =
                day.isPresent() ? day : all.stream().findFirst().map(NightStore.Night::on);
        return new Night(court, on, all, on.map(d -> nights.progress(court, d)).orElse(List.of()));
    }

    /**
     * Takes back all of one's own court's batch that was not sent, some rounds a transaction.
     *
     * @return how many requests were taken back
     */
    int cancel(Actor by, LocalDate day, String because) {
        access.allow(by, UseCase.MANAGE_ROBOT, by.court());
        String why = because(because);
        int taken = 0;
        long after = 0;
        List<NightStore.Unsent> some = nights.unsent(by.court(), day, after, AT_ONCE);
        while (!some.isEmpty()) {
            List<NightStore.Unsent> these = some;
            taken += Objects.requireNonNull(transaction.execute(t -> these.stream()
                    .mapToInt(u -> inquiries.withdraw(by, u.caseId(), by.court(), u.batch(), why))
                    .sum()));
            after = these.getLast().batch();
            some = nights.unsent(by.court(), day, after, AT_ONCE);
        }
        if (taken == 0) {
            throw new Problem.Conflict("%s的批次没有尚未发送的请求".formatted(day));
        }
        String sentence = "%s取消%s批次尚未发送的请求%d项：%s".formatted(by.name(), day, taken, why);
        transaction.executeWithoutResult(t -> {
            diary.note(by.court(), null, Deed.CANCELLED, null, sentence, null);
            audit.record(
                    by, by.court(), null, new Act("ROBOT_BATCH_CANCELLED", sentence, Map.of("day", day.toString())));
        });
        return taken;
    }
}
