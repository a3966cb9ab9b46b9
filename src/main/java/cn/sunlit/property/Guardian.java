package cn.sunlit.property;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.Team;
import cn.sunlit.identity.Teams;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.property.GuardianLeads.Snapshot;
import cn.sunlit.property.GuardianRules.Colour;
import cn.sunlit.property.GuardianStore.Count;
import cn.sunlit.property.GuardianStore.Mark;
import cn.sunlit.property.GuardianStore.Row;
import cn.sunlit.property.GuardianStore.Sort;
import cn.sunlit.property.GuardianStore.Sought;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The guardian of seizures (查封守护): everything that stands or waits, by the last day on which it can still be renewed, so
 * that no rank is lost because nobody looked.
 */
@Service
@Transactional(readOnly = true)
class Guardian {

    static final int PAGE = 50;
    static final int MOST_EXPORTED = 5_000;

    /** What was lost stays in sight so long. */
    private static final int LOST_DAYS = 365;

    private final GuardianStore store;
    private final GuardianLeads leads;
    private final Courts courts;
    private final Teams teams;
    private final Access access;
    private final Audit audit;
    private final Clock clock;

    Guardian(
            GuardianStore store,
            GuardianLeads leads,
            Courts courts,
            Teams teams,
            Access access,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.leads = leads;
        this.courts = courts;
        this.teams = teams;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whose holds. */
    enum Scope {
        OWN("我承办的"),
        TEAM("本团队"),
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
     * What is asked for; null means any.
     *
     * @param scope null: the widest that is the reader's daily work
     * @param officer a log-in of the own court
     * @param court one of the courts below
     */
    record Wanted(
            @Nullable Scope scope,
            @Nullable Colour colour,
            @Nullable String kind,
            @Nullable String institution,
            @Nullable String officer,
            @Nullable CourtCode court,
            @Nullable Money least,
            Sort sort) {}

    /**
     * A page.
     *
     * @param counts of each colour, up to {@link GuardianStore#MOST_COUNTED}
     * @param next where the next page begins, null at the end
     * @param provisional whether holidays are concerned that are not known yet
     */
    record Found(
            Scope scope,
            LocalDate today,
            List<GuardianLine> lines,
            Map<Colour, Count> counts,
            @Nullable String next,
            boolean provisional) {}

    /** The scopes that this person may look at. */
    List<Scope> scopes(Actor by) {
        List<Scope> open = new ArrayList<>();
        if (by.has(Role.OFFICER)) {
            open.add(Scope.OWN);
        }
        if (by.has(Role.TEAM_LEADER)) {
            open.add(Scope.TEAM);
        }
        if (!by.has(Role.OFFICER) || by.has(Role.BUREAU_CHIEF) || by.has(Role.PRESIDENT)) {
            open.add(Scope.COURT);
            if (courts.within(by.court()).size() > 1) {
                open.add(Scope.BELOW);
            }
        }
        return open;
    }

    Found find(Actor by, Wanted wanted, @Nullable String after) {
        access.allow(by, UseCase.READ_ASSETS, by.court());
        Scope scope = scope(by, wanted);
        Snapshot now = leads.of(where(by, scope, wanted));
        Sought sought = sought(by, scope, wanted, now);
        LocalDate lostSince = now.today().minusDays(LOST_DAYS);
        List<Row> rows = store.page(sought, mark(after), PAGE + 1, lostSince);
        boolean more = rows.size() > PAGE;
        List<Row> shown = more ? rows.subList(0, PAGE) : rows;
        Map<Colour, Count> counts = new EnumMap<>(Colour.class);
        for (Colour colour : Colour.values()) {
            counts.put(colour, store.count(sought, colour, lostSince));
        }
        return new Found(
                scope,
                now.today(),
                shown.stream().map(r -> GuardianLine.of(r, now)).toList(),
                counts,
                more ? next(shown.getLast()) : null,
                now.isProvisional());
    }

    /** For a file or for paper: all of it, up to {@link #MOST_EXPORTED}. */
    List<GuardianLine> all(Actor by, Wanted wanted) {
        access.allow(by, UseCase.READ_ASSETS, by.court());
        Scope scope = scope(by, wanted);
        Snapshot now = leads.of(where(by, scope, wanted));
        return store
                .page(
                        sought(by, scope, wanted, now),
                        null,
                        MOST_EXPORTED,
                        now.today().minusDays(LOST_DAYS))
                .stream()
                .map(r -> GuardianLine.of(r, now))
                .toList();
    }

    private Scope scope(Actor by, Wanted wanted) {
        List<Scope> open = scopes(by);
        Scope scope = wanted.scope();
        if (scope == null) {
            return open.contains(Scope.COURT) ? Scope.COURT : open.getLast();
        }
        if (!open.contains(scope)) {
            throw new Problem.Forbidden("您的角色不能查看%s的查封守护".formatted(scope.zh()));
        }
        return scope;
    }

    private List<CourtCode> where(Actor by, Scope scope, Wanted wanted) {
        if (scope != Scope.BELOW) {
            return List.of(by.court());
        }
        CourtCode one = wanted.court();
        List<CourtCode> below = one == null
                ? courts.within(by.court()).stream()
                        .filter(c -> !c.equals(by.court()))
                        .toList()
                : List.of(one);
        below.forEach(court -> access.allow(by, UseCase.READ_ASSETS, court));
        return below;
    }

    private Sought sought(Actor by, Scope scope, Wanted wanted, Snapshot now) {
        String officer = wanted.officer();
        List<String> officers =
                switch (scope) {
                    case OWN -> List.of(by.login());
                    case TEAM -> led(by);
                    case COURT, BELOW -> officer == null ? null : List.of(officer);
                };
        if (scope == Scope.TEAM && officer != null && officers != null) {
            officers = officers.stream().filter(officer::equals).toList();
        }
        return new Sought(
                now.places(),
                officers,
                wanted.colour(),
                wanted.kind(),
                wanted.institution(),
                wanted.least(),
                wanted.sort());
    }

    private List<String> led(Actor by) {
        return teams.of(List.of(by.court())).stream()
                .filter(t -> t.leader().equals(by.login()))
                .map(Team::members)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private static String next(Row last) {
        Money value = last.sortedBy();
        return "%s_%d_%d".formatted(last.endsOn(), value.fen(), last.measure());
    }

    private static @Nullable Mark mark(@Nullable String after) {
        if (after == null || after.isBlank()) {
            return null;
        }
        String[] parts = after.split("_", -1);
        try {
            if (parts.length != 3 || !parts[1].matches("\\d{1,18}") || !parts[2].matches("\\d{1,18}")) {
                throw new Problem.Invalid("after", "翻页的位置不对，请从第一页重新查看");
            }
            return new Mark(LocalDate.parse(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
        } catch (java.time.DateTimeException noSuchDay) {
            throw new Problem.Invalid("after", "翻页的位置不对，请从第一页重新查看");
        }
    }

    /**
     * Says how long an institution really takes to renew.
     *
     * @param kind of asset, or null for all
     * @throws Problem.Invalid naming what is wrong
     */
    @Transactional
    void setLeadTime(
            Actor by, String institution, @Nullable String kind, @Nullable Integer days, @Nullable String basis) {
        access.allow(by, UseCase.SET_PRACTICE, by.court());
        List<Problem.FieldError> errors = new ArrayList<>();
        Snapshot now = leads.of(List.of(by.court()));
        if (!now.institutions().containsKey(institution)) {
            errors.add(new Problem.FieldError("institution", "请选择协助单位"));
        }
        if (days == null || days < 1 || days > 120) {
            errors.add(new Problem.FieldError("days", "办理时间应在1至120个工作日之间"));
        }
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
        String paper = PlainText.required("basis", basis, 200, "请写明依据，例如会议纪要或者与该单位的约定");
        String of = kind == null ? "" : kind;
        int number = Objects.requireNonNull(days);
        store.setLeadTime(
                new GuardianStore.Own(by.court(), institution, of, number, paper), by.display(), clock.instant());
        audit.record(
                by,
                by.court(),
                null,
                new Act(
                        "LEAD_TIME_SET",
                        "设定%s办理续行的时间为%d个工作日"
                                .formatted(
                                        Objects.requireNonNull(
                                                        now.institutions().get(institution))
                                                .name(),
                                        number),
                        Map.of(
                                "institution",
                                institution,
                                "kind",
                                of,
                                "days",
                                String.valueOf(number),
                                "basis",
                                paper)));
    }
}
