package cn.sunlit.oversight;

import cn.sunlit.alerts.Receivers;
import cn.sunlit.alerts.Rung;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Court;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.Roster;
import cn.sunlit.identity.Teams;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.settings.CourtPractice;
import cn.sunlit.settings.Holidays;
import cn.sunlit.statutes.PracticeNumber;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets orders that nobody answered climb, each missed day as itself: to the leader, the director, the supervisor, and in
 * their absence to whom an alert would go. It reads those whose day it was, by index.
 */
@Component
class DemandClimb implements DueWork {

    private static final String JOB = "demands";

    private final DemandStore store;
    private final WatermarkStore marks;
    private final Cases cases;
    private final Teams teams;
    private final Courts courts;
    private final Holidays holidays;
    private final CourtPractice practice;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    DemandClimb(
            DemandStore store,
            WatermarkStore marks,
            Cases cases,
            Teams teams,
            Courts courts,
            Holidays holidays,
            CourtPractice practice,
            ApplicationEventPublisher events,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.marks = marks;
        this.cases = cases;
        this.teams = teams;
        this.courts = courts;
        this.holidays = holidays;
        this.practice = practice;
        this.events = events;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** A day is looked at when it is over: an answer of its last evening is in time. */
    @Override
    public int runDue() {
        LocalDate yesterday = LocalDate.now(clock).minusDays(1);
        LocalDate done = marks.done(JOB, yesterday);
        int climbed = 0;
        for (LocalDate day = done.plusDays(1); !day.isAfter(yesterday); day = day.plusDays(1)) {
            LocalDate one = day;
            Optional<Integer> rows = Objects.requireNonNull(transaction.execute(status -> {
                Optional<LocalDate> mark = marks.lock(JOB);
                if (mark.isEmpty() || !mark.get().isBefore(one)) {
                    return Optional.empty();
                }
                int moved = climb(one);
                marks.advance(JOB, one);
                return Optional.of(moved);
            }));
            if (rows.isEmpty()) {
                return climbed;
            }
            climbed += rows.get();
        }
        return climbed;
    }

    private int climb(LocalDate day) {
        List<DemandStore.Climbing> all = store.climbing(day);
        all.forEach(each -> climb(each, day.plusDays(1)));
        return all.size();
    }

    private void climb(DemandStore.Climbing each, LocalDate on) {
        Rung to = each.rung().isEmpty()
                ? Rung.LEADER
                : Rung.values()[Rung.valueOf(each.rung()).ordinal() + 1];
        Roster roster = teams.roster(within(each.court()), on);
        Set<String> receivers = new Receivers(roster, above(each.court()))
                .of(to, each.court(), cases.inCharge(each.caseId()).officer(), on).stream()
                        .map(Receivers.Receiver::login)
                        .collect(Collectors.toSet());
        String text = "督办逾期未答复，升级至%s%s".formatted(to.zh(), names(roster, receivers));
        store.move(
                each.id(),
                Demand.Kind.CLIMBED,
                text,
                List.of(),
                until(to, each.court(), on),
                to.name(),
                "system",
                "系统",
                on,
                clock.instant());
        events.publishEvent(new DemandMoved(each.caseId(), text));
        if (!receivers.isEmpty()) {
            events.publishEvent(new DemandMoved(each.caseId(), text, receivers));
        }
    }

    /** The last day with this rung: the job looks for it as it looks for the day of the answer itself. */
    private @Nullable LocalDate until(Rung at, CourtCode court, LocalDate on) {
        if (at == Rung.SUPERVISOR) {
            return null;
        }
        PracticeNumber days =
                at == Rung.LEADER ? PracticeNumber.CLIMB_TO_DIRECTOR_DAYS : PracticeNumber.CLIMB_TO_SUPERVISOR_DAYS;
        return holidays.calendar()
                .workingDayAfter(on, practice.of(court).on(days, on).value())
                .minusDays(1);
    }

    private static String names(Roster roster, Set<String> logins) {
        return logins.isEmpty()
                ? ""
                : logins.stream()
                        .sorted()
                        .map(login ->
                                roster.person(login).map(Roster.Person::name).orElse(login))
                        .collect(Collectors.joining("、", "（", "）"));
    }

    private @Nullable CourtCode above(CourtCode court) {
        return courts.find(court).map(Court::parent).orElse(null);
    }

    private List<CourtCode> within(CourtCode court) {
        List<CourtCode> both = new ArrayList<>(List.of(court));
        CourtCode above = above(court);
        if (above != null) {
            both.add(above);
        }
        return both;
    }
}
