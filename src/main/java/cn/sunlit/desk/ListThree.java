package cn.sunlit.desk;

import cn.sunlit.alerts.Alerts;
import cn.sunlit.alerts.Excuse;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.docket.Alert;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
import cn.sunlit.docket.NodeWords;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.Team;
import cn.sunlit.identity.Teams;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** List three across cases: what is open, whose it is, when it is due; and the same act on several cases at once. */
@Service
class ListThree {

    private static final Logger LOG = LoggerFactory.getLogger(ListThree.class);

    static final int PAGE = 50;
    static final int MOST_EXPORTED = 5_000;
    static final int MOST_AT_ONCE = 100;

    /**
     * Steps done outside the program and proved by a paper in the file: inquiries on the spot, service, handing over,
     * archiving. Everything else is completed by the act itself, or decided case by case and by two people.
     */
    private static final Set<String> PROVED_BY_PAPER =
            Set.of("C03", "C05", "C06", "C07", "E01", "E04", "E14", "E15", "I04");

    private final ListThreeStore store;
    private final Cases cases;
    private final Docket docket;
    private final Audit audit;
    private final NodeWords words;
    private final Courts courts;
    private final Teams teams;
    private final Alerts alerts;
    private final Access access;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ListThree(
            ListThreeStore store,
            Cases cases,
            Docket docket,
            Audit audit,
            NodeWords words,
            Courts courts,
            Teams teams,
            Alerts alerts,
            Access access,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.cases = cases;
        this.docket = docket;
        this.audit = audit;
        this.words = words;
        this.courts = courts;
        this.teams = teams;
        this.alerts = alerts;
        this.access = access;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Whose nodes. */
    enum Scope {
        OWN("我承办的"),
        TEAM("本团队"),
        COURT("本院"),
        BELOW("本院及下级法院");

        private final String zh;

        Scope(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }
    }

    /**
     * What is asked for; null means any.
     *
     * @param scope null: an officer's own, anyone else's court
     * @param team the key of a team of the own court
     * @param officer a log-in of the own court
     * @param stage the first letter of the nodes' codes
     */
    record Wanted(
            @Nullable Scope scope,
            @Nullable Alert colour,
            @Nullable String stage,
            @Nullable String node,
            @Nullable Long team,
            @Nullable String officer,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    /** An open node of a case. */
    record Line(
            long id,
            CaseNumber number,
            String caption,
            String code,
            String name,
            String stage,
            String owner,
            LocalDate startedOn,
            @Nullable LocalDate dueOn,
            Alert alert,
            String authority) {}

    /**
     * A page of the list.
     *
     * @param next where the next page begins, null at the end
     */
    record Found(
            Scope scope,
            List<Line> lines,
            ListThreeStore.Counts counts,
            @Nullable String next) {}

    Found find(Actor by, Wanted wanted, @Nullable String after) {
        ListThreeStore.Sought sought = sought(by, wanted);
        LocalDate today = LocalDate.now(clock);
        List<Line> lines = lines(sought, mark(after), PAGE + 1, today);
        boolean more = lines.size() > PAGE;
        List<Line> shown = more ? lines.subList(0, PAGE) : lines;
        return new Found(scope(by, wanted), shown, store.counts(sought, today), more ? next(shown.getLast()) : null);
    }

    /** For a file: all of it, up to {@link #MOST_EXPORTED}. */
    List<Line> all(Actor by, Wanted wanted) {
        return lines(sought(by, wanted), null, MOST_EXPORTED, LocalDate.now(clock));
    }

    private List<Line> lines(
            ListThreeStore.Sought sought, ListThreeStore.@Nullable Mark after, int most, LocalDate today) {
        return store.page(sought, after, most, today).stream()
                .map(r -> {
                    NodeWords.Word word = words.of(r.version(), r.code());
                    return new Line(
                            r.id(),
                            r.number(),
                            r.caption(),
                            r.code(),
                            word.name(),
                            word.stage(),
                            r.ownerName(),
                            r.startedOn(),
                            r.dueOn(),
                            r.alert(),
                            r.authority());
                })
                .toList();
    }

    private static Scope scope(Actor by, Wanted wanted) {
        if (wanted.scope() != null) {
            return wanted.scope();
        }
        boolean leads = by.has(Role.TEAM_LEADER) || by.has(Role.BUREAU_CHIEF);
        return by.has(Role.OFFICER) && !leads ? Scope.OWN : Scope.COURT;
    }

    private ListThreeStore.Sought sought(Actor by, Wanted wanted) {
        access.allow(by, UseCase.READ_CASE, by.court());
        Scope scope = scope(by, wanted);
        List<String> owners = owners(by, scope, wanted);
        List<String> where = owners == null
                ? scope == Scope.BELOW
                        ? courts.within(by.court()).stream()
                                .map(CourtCode::value)
                                .toList()
                        : List.of(by.court().value())
                : owners.stream().map(o -> by.court().value()).toList();
        return new ListThreeStore.Sought(
                where, owners, wanted.colour(), wanted.stage(), wanted.node(), wanted.from(), wanted.to());
    }

    /** The officers asked for, or null for whole courts. */
    private @Nullable List<String> owners(Actor by, Scope scope, Wanted wanted) {
        if (scope == Scope.OWN) {
            return List.of(by.login());
        }
        boolean ofTeam = scope == Scope.TEAM || wanted.team() != null;
        if (!ofTeam) {
            return wanted.officer() == null ? null : List.of(wanted.officer());
        }
        return teams(by).stream()
                .filter(t -> wanted.team() == null ? belongs(by, t) : t.id() == wanted.team())
                .flatMap(t -> Stream.concat(Stream.of(t.leader()), t.members().stream()))
                .distinct()
                .filter(login -> wanted.officer() == null || login.equals(wanted.officer()))
                .toList();
    }

    private static boolean belongs(Actor by, Team team) {
        return team.leader().equals(by.login()) || team.members().contains(by.login());
    }

    /** The teams of one's court, for the filter. */
    List<Team> teams(Actor by) {
        return teams.of(List.of(by.court()));
    }

    private static String next(Line last) {
        return (last.dueOn() == null ? "none" : last.dueOn()) + "_" + last.id();
    }

    private static ListThreeStore.@Nullable Mark mark(@Nullable String after) {
        if (after == null || after.isBlank()) {
            return null;
        }
        if (!after.matches("(none|\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d))_\\d{1,18}")
                && !after.matches("\\d{4}-(0[13-9]|1[0-2])-3[01]_\\d{1,18}")) {
            throw new Problem.Invalid("after", "翻页的位置不对，请从第一页重新查看");
        }
        String[] parts = after.split("_", 2);
        try {
            return new ListThreeStore.Mark(
                    parts[0].equals("none") ? null : LocalDate.parse(parts[0]), Long.parseLong(parts[1]));
        } catch (java.time.DateTimeException noSuchDay) {
            throw new Problem.Invalid("after", "翻页的位置不对，请从第一页重新查看");
        }
    }

    /** What became of one of the chosen. */
    record Outcome(CaseNumber number, String code, boolean done, String sentence) {}

    /**
     * Completes the same node in several cases, each in a transaction of its own: one that may not be done keeps none of
     * the others from it. Sent twice it is done once.
     *
     * @param paper the name of the paper in the files that proves it, 外出调查笔录
     * @param paperNumber its number or place in the file, may be empty
     */
    List<Outcome> complete(Actor by, List<Long> ids, @Nullable LocalDate on, String paper, String paperNumber) {
        access.allow(by, UseCase.COMPLETE_NODE, by.court());
        LocalDate day = on == null ? LocalDate.now(clock) : on;
        List<Problem.FieldError> errors = new ArrayList<>();
        if (ids.isEmpty()) {
            errors.add(new Problem.FieldError("node", "请至少选一个节点"));
        }
        if (ids.size() > MOST_AT_ONCE) {
            errors.add(new Problem.FieldError("node", "一次最多办%d个节点".formatted(MOST_AT_ONCE)));
        }
        if (day.isAfter(LocalDate.now(clock))) {
            errors.add(new Problem.FieldError("on", "完成日期不能晚于今天"));
        }
        if (paper.isBlank()) {
            errors.add(new Problem.FieldError("paper", "请写明证据的名称，没有证据的节点不能办结"));
        }
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
        String name = PlainText.required("paper", paper, 100, "请写明证据的名称");
        String number = PlainText.optional("paperNumber", paperNumber, 100);
        List<ListThreeStore.Chosen> chosen = store.chosen(by.court(), Set.copyOf(ids));
        if (chosen.isEmpty()) {
            throw new Problem.Conflict("选中的节点都已经办结，或者不是本院正在办理的节点");
        }
        Set<String> codes = chosen.stream().map(ListThreeStore.Chosen::code).collect(Collectors.toSet());
        if (codes.size() > 1) {
            throw new Problem.Invalid("node", "一次只能办同一种节点，现在选了%s".formatted(String.join("、", codes)));
        }
        if (!PROVED_BY_PAPER.containsAll(codes)) {
            throw new Problem.Invalid(
                    "node",
                    "节点%s在办理相应事项时办结，或者须逐件审批，不能批量勾选".formatted(codes.iterator().next()));
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (ListThreeStore.Chosen each : chosen) {
            outcomes.add(one(by, each, day, name, number));
        }
        return outcomes;
    }

    private Outcome one(Actor by, ListThreeStore.Chosen chosen, LocalDate day, String name, @Nullable String number) {
        String title = number == null ? name : name + " " + number;
        return attempt(chosen, () -> {
            CaseFile file = cases.open(by, UseCase.COMPLETE_NODE, chosen.number());
            // Another may have done it meanwhile; from here on nobody can.
            audit.hold(file.id());
            if (store.chosen(by.court(), List.of(chosen.id())).isEmpty()) {
                throw new Problem.Conflict("节点%s已由他人办结".formatted(chosen.code()));
            }
            docket.complete(
                    by,
                    file.id(),
                    chosen.code(),
                    chosen.subject(),
                    day,
                    List.of(new Evidence(
                            "RECORD", "paper:%s:%s:%s".formatted(file.id(), chosen.code(), title), title, null)));
        });
    }

    /** One of several, in a transaction of its own. */
    private Outcome attempt(ListThreeStore.Chosen chosen, Runnable act) {
        try {
            transaction.executeWithoutResult(status -> act.run());
            return new Outcome(chosen.number(), chosen.code(), true, "");
        } catch (Problem refused) {
            return new Outcome(chosen.number(), chosen.code(), false, String.valueOf(refused.getMessage()));
        } catch (DataAccessException failed) {
            LOG.error("node {} of case {} could not be done with others", chosen.code(), chosen.caseId(), failed);
            return new Outcome(chosen.number(), chosen.code(), false, "没有办成，请稍后再试；本案没有任何改动");
        }
    }

    /**
     * Explains the alerts of several nodes with one reason; each by itself, as far as it may be explained by this person.
     *
     * @param until until which day the explanation holds
     */
    List<Outcome> explain(
            Actor by, List<Long> ids, @Nullable Excuse kind, @Nullable String text, @Nullable LocalDate until) {
        access.allow(by, UseCase.EXPLAIN_ALERT, by.court());
        if (ids.isEmpty() || ids.size() > MOST_AT_ONCE) {
            throw new Problem.Invalid("node", "请选1至%d个节点".formatted(MOST_AT_ONCE));
        }
        List<ListThreeStore.Chosen> chosen = store.chosen(by.court(), Set.copyOf(ids));
        if (chosen.isEmpty()) {
            throw new Problem.Conflict("选中的节点都已经办结，或者不是本院正在办理的节点");
        }
        Map<Long, Long> newest = store.newestAlerts(
                chosen.stream().map(ListThreeStore.Chosen::id).toList());
        List<Outcome> outcomes = new ArrayList<>();
        for (ListThreeStore.Chosen each : chosen) {
            Long alert = newest.get(each.id());
            outcomes.add(
                    alert == null
                            ? new Outcome(each.number(), each.code(), false, "没有预警，不用说明")
                            : attempt(each, () -> alerts.explain(by, alert, kind, text, until)));
        }
        return outcomes;
    }

    /** Stages by the first letter of their nodes, for the filter. */
    Map<String, String> stages() {
        return new LinkedHashMap<>(words.stages());
    }
}
