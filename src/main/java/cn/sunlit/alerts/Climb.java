package cn.sunlit.alerts;

import cn.sunlit.alerts.ClimbStore.Arrived;
import cn.sunlit.alerts.ClimbStore.Periods;
import cn.sunlit.alerts.ClimbStore.Received;
import cn.sunlit.identity.Court;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.Roster;
import cn.sunlit.identity.Teams;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.settings.CourtPractice;
import cn.sunlit.settings.Holidays;
import cn.sunlit.statutes.LocalPractice;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets alerts climb, a whole day a transaction, each missed day as itself. The last day done is looked at once more, for what
 * became visible a moment after midnight; a row that is there is never there twice. It reads what falls due on the day and
 * adds rows, so that it costs what climbs, not what is open.
 */
@Component
class Climb implements DueWork {

    private final ClimbStore store;
    private final Holidays holidays;
    private final CourtPractice practice;
    private final Teams teams;
    private final Courts courts;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Climb(
            ClimbStore store,
            Holidays holidays,
            CourtPractice practice,
            Teams teams,
            Courts courts,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.holidays = holidays;
        this.practice = practice;
        this.teams = teams;
        this.courts = courts;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public int runDue() {
        LocalDate today = LocalDate.now(clock);
        LocalDate done = store.watermark(today);
        if (done.isAfter(today.plusDays(1))) {
            store.setBack(today); // the clock ran ahead and was set right: what climbed is not climbed twice
            return 0;
        }
        if (!done.isBefore(today)) {
            return 0;
        }
        LocalDate until =
                store.raisedUntil().filter(raised -> raised.isBefore(today)).orElse(today);
        if (!until.isAfter(done)) {
            return 0; // the sweep raises today's alerts first
        }
        int climbed = 0;
        for (LocalDate day = done; !day.isAfter(until); day = day.plusDays(1)) {
            LocalDate one = day;
            Optional<Integer> rows = Objects.requireNonNull(transaction.execute(status -> climb(one)));
            if (rows.isEmpty()) {
                return climbed;
            }
            climbed += rows.get();
        }
        return climbed;
    }

    /** @return how many climbed, or nothing when another process is at it */
    private Optional<Integer> climb(LocalDate day) {
        Optional<LocalDate> done = store.lockWatermark();
        if (done.isEmpty() || done.get().isAfter(day)) {
            return Optional.empty();
        }
        // Whoever is absent is known for a few hundred people at most; all else is one statement a kind.
        Roster everyone = teams.roster(courts.all().stream().map(Court::code).toList(), day);
        List<Arrived> arrived = new ArrayList<>(store.away(day, everyone.away(day), clock.instant()));
        List<Periods> periods = periods(day);
        arrived.addAll(store.term(day, periods, clock.instant()));
        arrived.addAll(store.period(day, periods, clock.instant()));
        receive(day, everyone, new HashSet<>(arrived));
        store.advanceWatermark(day);
        return Optional.of(arrived.size());
    }

    private void receive(LocalDate day, Roster everyone, Set<Arrived> arrived) {
        List<Received> received = new ArrayList<>();
        for (var group :
                arrived.stream().collect(Collectors.groupingBy(Arrived::court)).entrySet()) {
            Receivers receivers = new Receivers(
                    everyone, courts.find(group.getKey()).map(Court::parent).orElse(null));
            for (Arrived each : group.getValue()) {
                receivers
                        .of(each.rung(), each.court(), each.owner(), day)
                        .forEach(who -> received.add(new Received(each, who)));
            }
        }
        if (!received.isEmpty()) {
            store.receive(day, received);
        }
    }

    private List<Periods> periods(LocalDate day) {
        Steps steps = new Steps(holidays.calendar());
        return Stream.concat(
                        Stream.of(Optional.<CourtCode>empty()),
                        store.particular().stream().map(Optional::of))
                .map(court -> {
                    LocalPractice set = court.map(practice::of).orElse(LocalPractice.NONE);
                    Steps.Days from = steps.before(day, Steps.period(set, Rung.LEADER, day));
                    return new Periods(
                            court.orElse(null),
                            from == null ? null : from.first(),
                            from == null ? null : from.last(),
                            steps.after(day, Steps.period(set, Rung.DIRECTOR, day)),
                            steps.after(day, Steps.period(set, Rung.SUPERVISOR, day)));
                })
                .toList();
    }
}
