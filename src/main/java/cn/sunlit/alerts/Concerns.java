package cn.sunlit.alerts;

import cn.sunlit.alerts.ConcernStore.Row;
import cn.sunlit.alerts.ConcernStore.Standing;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Court;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.Roster;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.Teams;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.settings.CourtPractice;
import cn.sunlit.settings.Holidays;
import cn.sunlit.statutes.LocalPractice;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Alerts for what is no node of a docket. Every hour, and after an act that ends one, it asks what stands, raises what is new, ends what
 * is no more and lets climb what nobody has done. It writes only what has changed.
 */
@Component
@Order(20)
public class Concerns implements DueWork {

    private final List<Concern.Source> sources;
    private final ConcernStore store;
    private final Holidays holidays;
    private final CourtPractice practice;
    private final Teams teams;
    private final Courts courts;
    private final StaffDirectory staff;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private volatile @Nullable LocalDateTime looked;

    Concerns(
            List<Concern.Source> sources,
            ConcernStore store,
            Holidays holidays,
            CourtPractice practice,
            Teams teams,
            Courts courts,
            StaffDirectory staff,
            Clock clock,
            TransactionTemplate transaction) {
        this.sources = List.copyOf(sources);
        this.store = store;
        this.holidays = holidays;
        this.practice = practice;
        this.teams = teams;
        this.courts = courts;
        this.staff = staff;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Something was done about one: it is looked at again when that is committed, at the next hour at the latest. */
    public void touched() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    looked = null;
                }
            });
        } else {
            looked = null;
        }
    }

    @Override
    public int runDue() {
        LocalDateTime hour = LocalDateTime.now(clock).truncatedTo(ChronoUnit.HOURS);
        LocalDateTime before = looked;
        if (hour.equals(before)) {
            return 0;
        }
        looked = hour; // first: what is touched while it looks is looked at again
        try {
            Integer changed =
                    transaction.execute(status -> store.lock(hour.toLocalDate()) ? look(hour.toLocalDate()) : 0);
            return changed == null ? 0 : changed;
        } catch (RuntimeException e) {
            looked = null;
            throw e;
        }
    }

    /** @return how many rows were written */
    private int look(LocalDate today) {
        int changed = follow(today);
        ConcernSteps way = new ConcernSteps(new Steps(holidays.calendar()));
        Map<CourtCode, LocalPractice> practices = new HashMap<>();
        Map<LocalDate, Roster> rosters = new HashMap<>();
        for (Standing each : store.standing()) {
            LocalPractice set = practices.computeIfAbsent(each.court(), practice::of);
            for (ConcernSteps.Step step : way.way(each.lamps(), each.desk() != null, set, today, each::back)) {
                if (!step.on().isAfter(today) && !each.taken().contains(step.level() + " " + step.rung())) {
                    Roster roster = rosters.computeIfAbsent(step.on(), day -> teams.roster(all(), day));
                    store.step(each.id(), step, receivers(each, step, roster), clock.instant());
                    changed++;
                }
            }
        }
        store.done(today);
        return changed;
    }

    /** Raises what is new and ends what is no more. */
    private int follow(LocalDate today) {
        Map<String, Long> standing =
                store.standing().stream().collect(Collectors.toMap(s -> key(s.kind(), s.subject()), Standing::id));
        Set<Long> ended = new HashSet<>(standing.values());
        int raised = 0;
        for (Concern.Source source : sources) {
            for (Concern c : source.standing(today)) {
                Long known = standing.get(key(c.kind(), c.subject()));
                if (known != null) {
                    ended.remove(known);
                } else if (!today.isBefore(c.lamps().yellowOn())) {
                    Lamps lamps = store.endedBefore(c) ? c.lamps().notBefore(today) : c.lamps();
                    store.raise(c, lamps, today, clock.instant());
                    raised++;
                }
            }
        }
        if (!ended.isEmpty()) {
            store.end(ended, today);
        }
        return raised + ended.size();
    }

    private static String key(String kind, String subject) {
        return kind + ' ' + subject;
    }

    private List<CourtCode> all() {
        return courts.all().stream().map(Court::code).toList();
    }

    private List<String> receivers(Standing each, ConcernSteps.Step step, Roster roster) {
        Role desk = each.desk();
        if (step.rung() == Rung.OWNER && desk != null) {
            List<String> there = roster.there(each.court(), desk, step.on());
            if (!there.isEmpty()) {
                return there;
            }
        }
        CourtCode above = courts.find(each.court()).map(Court::parent).orElse(null);
        return new Receivers(roster, above)
                .of(step.rung(), each.court(), each.owner(), step.on()).stream()
                        .map(Receivers.Receiver::login)
                        .distinct()
                        .toList();
    }

    /** What stands at a court, the longest due first; the caller has asked whether it may be seen. */
    public List<ConcernView> ofCourt(CourtCode court, int most) {
        LocalDate today = LocalDate.now(clock);
        return shown(
                store.ofCourts(new AlertStore.Sought(List.of(court), null, null, null), "", today, most),
                row -> false,
                today);
    }

    /**
     * What is this person's own or came up to this person, or what others see of theirs.
     *
     * @param explains whose affair it is, so that this person may explain it
     */
    List<ConcernView> sought(
            Actor by, boolean mine, AlertStore.Sought sought, Predicate<ConcernStore.Row> explains, int most) {
        if (sought.stage() != null) {
            return List.of(); // a stage is a docket's
        }
        LocalDate today = LocalDate.now(clock);
        return shown(
                mine
                        ? store.mine(by.login(), by.court(), by.roles(), sought, today, most)
                        : store.ofCourts(sought, by.login(), today, most),
                explains,
                today);
    }

    private List<ConcernView> shown(List<Row> rows, Predicate<Row> explains, LocalDate today) {
        if (rows.isEmpty()) {
            return List.of();
        }
        ConcernSteps way = new ConcernSteps(new Steps(holidays.calendar()));
        Map<Long, List<ConcernView.Climbed>> history = store
                .events(rows.stream().map(Row::id).toList())
                .stream()
                .collect(Collectors.groupingBy(
                        ConcernStore.Event::concern,
                        Collectors.mapping(
                                e -> new ConcernView.Climbed(
                                        e.on(), e.level(), e.rung().zh(), e.who(), e.body(), e.until()),
                                Collectors.toList())));
        return rows.stream()
                .map(r -> new ConcernView(
                        r.id(),
                        r.court(),
                        r.number(),
                        r.body(),
                        r.path(),
                        r.amount(),
                        r.level(),
                        r.since(),
                        owner(r),
                        r.rung() == Rung.OWNER && r.desk() != null
                                ? r.desk().zh()
                                : r.rung().zh(),
                        r.reachedOn(),
                        way.way(r.lamps(), r.desk() != null, practice.of(r.court()), today, r::back).stream()
                                .filter(s -> s.rung() != Rung.OWNER)
                                .map(ConcernSteps.Step::on)
                                .filter(today::isBefore)
                                .findFirst()
                                .orElse(null),
                        r.explainedUntil(),
                        r.explainedUntil() == null && explains.test(r),
                        history.getOrDefault(r.id(), List.of())))
                .toList();
    }

    private String owner(Row r) {
        if (r.desk() != null) {
            return r.desk().zh();
        }
        return r.owner() == null ? "尚未分案" : staff.nameOf(r.owner());
    }
}
