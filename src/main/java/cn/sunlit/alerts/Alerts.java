package cn.sunlit.alerts;

import cn.sunlit.alerts.AlertStore.Row;
import cn.sunlit.alerts.AlertStore.Sought;
import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.docket.Alert;
import cn.sunlit.docket.NodeWords;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.Team;
import cn.sunlit.identity.Teams;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Problem.FieldError;
import cn.sunlit.settings.CourtPractice;
import cn.sunlit.settings.Holidays;
import cn.sunlit.web.Show;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What stands, for whoever may see it, and the explanations that hold it for a while. */
@Service
@Transactional(readOnly = true)
public class Alerts {

    static final int PAGE = 50;
    private static final int MOST_TURNING = 500;
    private static final int MOST_CONCERNS = 200;
    private static final int SHORTEST = 5;
    private static final int LONGEST = 500;

    private final AlertStore store;
    private final Concerns concerns;
    private final NodeWords words;
    private final Teams teams;
    private final Courts courts;
    private final StaffDirectory staff;
    private final Access access;
    private final Audit audit;
    private final Holidays holidays;
    private final CourtPractice practice;
    private final Clock clock;

    Alerts(
            AlertStore store,
            Concerns concerns,
            NodeWords words,
            Teams teams,
            Courts courts,
            StaffDirectory staff,
            Access access,
            Audit audit,
            Holidays holidays,
            CourtPractice practice,
            Clock clock) {
        this.store = store;
        this.concerns = concerns;
        this.words = words;
        this.teams = teams;
        this.courts = courts;
        this.staff = staff;
        this.access = access;
        this.audit = audit;
        this.holidays = holidays;
        this.practice = practice;
        this.clock = clock;
    }

    /** Whose alerts. */
    enum Scope {
        MINE("我的"),
        TEAM("我的团队"),
        COURT("本院"),
        BELOW("下级法院");

        private final String zh;

        Scope(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }
    }

    /**
     * What is looked for; everything but the scope may be null.
     *
     * @param team the name of a team of the court
     * @param officer a log-in
     * @param stage the first letter of a node's code
     * @param court one of the courts below
     */
    record Search(
            Scope scope,
            @Nullable Alert level,
            @Nullable String team,
            @Nullable String officer,
            @Nullable String stage,
            @Nullable CourtCode court) {}

    /** The scopes that this person may look at, the widest that is his daily work last. */
    List<Scope> scopes(Actor by) {
        List<Scope> open = new ArrayList<>();
        open.add(Scope.MINE);
        if (by.has(Role.TEAM_LEADER)) {
            open.add(Scope.TEAM);
        }
        if (seesCourt(by)) {
            open.add(Scope.COURT);
            if (courts.within(by.court()).size() > 1) {
                open.add(Scope.BELOW);
            }
        }
        return open;
    }

    /** An officer sees his own and what came to him; the court's is for those who answer for it. */
    private static boolean seesCourt(Actor by) {
        return by.kind() == Actor.Kind.MACHINE
                || by.has(Role.BUREAU_CHIEF)
                || by.has(Role.PRESIDENT)
                || by.has(Role.SUPERVISOR)
                || by.has(Role.COMMAND_CENTER);
    }

    /** A page of alerts, the longest due first. @return at most one more than a page, for whether there is a next one */
    List<Standing> standing(Actor by, Search search, int page) {
        Sought sought = sought(by, search);
        LocalDate today = LocalDate.now(clock);
        long offset = (long) (Math.max(page, 1) - 1) * PAGE;
        List<Row> rows = search.scope() == Scope.MINE
                ? store.mine(by.login(), by.court(), sought, today, PAGE + 1, offset)
                : store.standing(sought, today, PAGE + 1, offset);
        Map<Long, List<Standing.Event>> events = store
                .events(rows.stream().map(Row::nodeId).toList())
                .stream()
                .collect(Collectors.groupingBy(
                        AlertStore.Event::nodeId,
                        Collectors.mapping(
                                e -> new Standing.Event(
                                        e.on(), e.level(), e.rung().zh(), e.what(), e.who(), e.until()),
                                Collectors.toList())));
        Map<String, String> names = names(rows.stream().map(Row::owner).toList());
        Set<String> led = led(by);
        return rows.stream()
                .map(row -> shown(by, row, events.getOrDefault(row.nodeId(), List.of()), names, led, search.scope()))
                .toList();
    }

    /** What is no node's, the longest due first. */
    List<ConcernView> concerns(Actor by, Search search) {
        Set<String> led = led(by);
        return concerns.sought(
                by,
                search.scope() == Scope.MINE,
                sought(by, search),
                row -> (row.received() || ConcernExplanations.answersFor(by, row, led))
                        && access.may(by, UseCase.EXPLAIN_ALERT, row.court()),
                MOST_CONCERNS);
    }

    /**
     * How many matters that are no node's stand, and where they are to be seen; for whoever reads alerts.
     *
     * @param ofCourt of the whole court, for those who may see that
     */
    public Open open(Actor by, boolean ofCourt) {
        access.allow(by, UseCase.READ_ALERTS, by.court());
        Search search = new Search(ofCourt && seesCourt(by) ? Scope.COURT : Scope.MINE, null, null, null, null, null);
        List<ConcernView> all = concerns(by, search);
        return new Open(
                all.size(),
                (int) all.stream().filter(c -> c.level() == Alert.OVERDUE).count(),
                "/alerts?" + AlertsPage.query(search) + "#concerns");
    }

    /**
     * Matters that stand.
     *
     * @param count at most {@value #MOST_CONCERNS}
     * @param link the page that shows them
     */
    public record Open(int count, int overdue, String link) {}

    private Standing shown(
            Actor by, Row row, List<Standing.Event> history, Map<String, String> names, Set<String> led, Scope scope) {
        NodeWords.Word word = words.of(row.version(), row.code());
        boolean his = scope == Scope.MINE || answersFor(by, row, led);
        return new Standing(
                row.id(),
                row.number(),
                row.court(),
                row.code(),
                word.name(),
                word.stage(),
                row.level(),
                row.dueOn(),
                row.turnedOn(),
                row.owner() == null ? null : names.getOrDefault(row.owner(), row.owner()),
                row.rung(),
                row.reachedOn(),
                row.explainedHere() ? null : row.nextOn(),
                row.explainedHere() ? row.explainedUntil() : null,
                history,
                his && !row.explainedHere() && access.may(by, UseCase.EXPLAIN_ALERT, row.court()));
    }

    /** What turns colour within the next seven days. */
    List<Turning> turning(Actor by, Search search) {
        LocalDate today = LocalDate.now(clock);
        List<AlertStore.Turning> rows = store.turning(sought(by, search), today, today.plusDays(7), MOST_TURNING);
        Map<String, String> names =
                names(rows.stream().map(AlertStore.Turning::owner).toList());
        return rows.stream()
                .map(t -> {
                    NodeWords.Word word = words.of(t.version(), t.code());
                    return new Turning(
                            t.on(),
                            t.level(),
                            t.number(),
                            t.court(),
                            t.code(),
                            word.name(),
                            word.stage(),
                            t.dueOn(),
                            t.owner() == null ? null : names.getOrDefault(t.owner(), t.owner()));
                })
                .toList();
    }

    /**
     * A node that will turn colour.
     *
     * @param on the day on which it does
     * @param level what it turns to
     */
    record Turning(
            LocalDate on,
            Alert level,
            cn.sunlit.kernel.CaseNumber number,
            CourtCode court,
            String code,
            String node,
            String stage,
            LocalDate dueOn,
            @Nullable String owner) {}

    /**
     * Says why something is not done yet. It holds the alert where it is until the term is over; then it climbs, if the node
     * is still open. At each rung it is explained once.
     *
     * @param until the last day of the term
     * @throws Problem.Invalid for no reason, or a term that is over or too long
     * @throws Problem.Conflict when the alert no longer stands, or was explained at this rung
     */
    @Transactional
    public void explain(Actor by, long alert, @Nullable Excuse kind, @Nullable String text, @Nullable LocalDate until) {
        CourtCode court = store.courtOf(alert).orElseThrow(() -> new Problem.NotFound("没有这条预警"));
        access.allow(by, UseCase.EXPLAIN_ALERT, court);
        LocalDate today = LocalDate.now(clock);
        Row row = store.one(alert, today).orElseThrow(() -> new Problem.Conflict("该节点已办结，或者预警已变色，请刷新后再看"));
        if (!answersFor(by, row, led(by)) && !store.received(alert, by.login())) {
            throw new Problem.Conflict("这条预警不在您手上：由承办人、收到它的人和主管的负责人说明");
        }
        Steps steps = new Steps(holidays.calendar());
        String body = checked(kind, text, until, today, steps.latest(practice.of(court), today));
        audit.hold(row.caseId());
        LocalDate back = steps.after(java.util.Objects.requireNonNull(until), 1);
        Excuse why = java.util.Objects.requireNonNull(kind);
        if (!store.explain(row, why, body, until, back, by.login(), by.name(), today, clock.instant())) {
            throw new Problem.Conflict(
                    "在%s这一级已经说明过一次；期满未办结的，升级至上一级".formatted(row.rung().zh()));
        }
        String node = words.of(row.version(), row.code()).name();
        audit.record(
                by,
                court,
                row.caseId(),
                new Act(
                        "ALERT_EXPLAINED",
                        "说明节点%s %s的%s预警：%s（%s），至%s"
                                .formatted(row.code(), node, row.level().zh(), body, why.zh(), until),
                        Map.of(
                                "node", row.code(),
                                "level", row.level().name(),
                                "rung", row.rung().name(),
                                "kind", why.name(),
                                "until", until.toString())));
    }

    static String checked(
            @Nullable Excuse kind,
            @Nullable String text,
            @Nullable LocalDate until,
            LocalDate today,
            LocalDate latest) {
        List<FieldError> errors = new ArrayList<>();
        if (kind == null) {
            errors.add(new FieldError("kind", "请选择说明的种类"));
        }
        String body = "";
        try {
            body = PlainText.required("text", text, LONGEST, "请写明原因和下一步");
            if (body.length() < SHORTEST) {
                errors.add(new FieldError("text", "请写明原因和下一步，至少%d个字".formatted(SHORTEST)));
            }
        } catch (Problem.Invalid wrong) {
            errors.addAll(wrong.errors());
        }
        if (until == null || until.isBefore(today)) {
            errors.add(new FieldError("until", "请填写预计办结的日期，不能早于今天"));
        } else if (until.isAfter(latest)) {
            errors.add(new FieldError("until", "一次说明最迟至%s（本院口径）；需要更久的，期满后由上一级处理".formatted(Show.date(latest))));
        }
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
        return body;
    }

    /** Whether it is this person's affair by office: whose node it is, who leads him, who directs the court. */
    private static boolean answersFor(Actor by, Row row, Set<String> led) {
        boolean here = by.court().equals(row.court());
        return by.login().equals(row.owner())
                || here && (by.has(Role.BUREAU_CHIEF) || row.owner() != null && led.contains(row.owner()));
    }

    Set<String> led(Actor by) {
        return by.has(Role.TEAM_LEADER)
                ? teams.of(List.of(by.court())).stream()
                        .filter(t -> t.leader().equals(by.login()))
                        .flatMap(t -> t.members().stream())
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private Sought sought(Actor by, Search search) {
        List<CourtCode> where =
                switch (search.scope()) {
                    case MINE -> courts.within(by.court());
                    case TEAM, COURT -> List.of(by.court());
                    case BELOW ->
                        search.court() == null
                                ? courts.within(by.court()).stream()
                                        .filter(c -> !c.equals(by.court()))
                                        .toList()
                                : List.of(search.court());
                };
        where.forEach(court -> access.allow(by, UseCase.READ_ALERTS, court));
        if (!scopes(by).contains(search.scope())) {
            throw new Problem.Forbidden("您的角色不能查看%s的预警".formatted(search.scope().zh()));
        }
        Set<String> owners = null;
        if (search.scope() == Scope.TEAM) {
            owners = led(by);
        } else if (search.team() != null) {
            owners = teams.of(where).stream()
                    .filter(t -> t.name().equals(search.team()))
                    .map(Team::members)
                    .flatMap(List::stream)
                    .collect(Collectors.toSet());
        }
        String officer = search.officer();
        if (officer != null) {
            owners = owners == null || owners.contains(officer) ? Set.of(officer) : Set.of();
        }
        return new Sought(where, owners, search.level(), search.stage());
    }

    private Map<String, String> names(List<@Nullable String> logins) {
        return logins.stream()
                .filter(java.util.Objects::nonNull)
                .map(java.util.Objects::requireNonNull)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), staff::nameOf));
    }
}
