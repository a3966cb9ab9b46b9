package cn.sunlit.alerts;

import cn.sunlit.alerts.ConcernStore.Row;
import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.Problem;
import cn.sunlit.settings.CourtPractice;
import cn.sunlit.settings.Holidays;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Why a concern is not done yet: said once at each rung of each colour, it holds the concern there until its term is over. */
@Service
class ConcernExplanations {

    private final ConcernStore store;
    private final Alerts alerts;
    private final Access access;
    private final Audit audit;
    private final Holidays holidays;
    private final CourtPractice practice;
    private final Clock clock;

    ConcernExplanations(
            ConcernStore store,
            Alerts alerts,
            Access access,
            Audit audit,
            Holidays holidays,
            CourtPractice practice,
            Clock clock) {
        this.store = store;
        this.alerts = alerts;
        this.access = access;
        this.audit = audit;
        this.holidays = holidays;
        this.practice = practice;
        this.clock = clock;
    }

    /**
     * Explains a concern, by the rules of a node's alert ({@code YJ-02}).
     *
     * @param until the last day of the term
     * @throws Problem.Invalid for no reason, or a term that is over or too long
     * @throws Problem.Conflict when it no longer stands, is not this person's affair, or was explained at this rung
     */
    @Transactional
    void explain(Actor by, long concern, @Nullable Excuse kind, @Nullable String text, @Nullable LocalDate until) {
        ConcernStore.Place place = store.place(concern).orElseThrow(() -> new Problem.NotFound("没有这个预警事项"));
        access.allow(by, UseCase.EXPLAIN_ALERT, place.court());
        LocalDate today = LocalDate.now(clock);
        if (place.caseId() != null) {
            audit.hold(place.caseId());
        }
        Row row = store.one(concern, place.court(), by.login(), today)
                .orElseThrow(() -> new Problem.Conflict("该事项已办结，请刷新后再看"));
        if (!row.received() && !answersFor(by, row, alerts.led(by))) {
            throw new Problem.Conflict("该事项不在您手上：由经办的人、收到它的人和主管的负责人说明");
        }
        Steps steps = new Steps(holidays.calendar());
        String body = Alerts.checked(kind, text, until, today, steps.latest(practice.of(place.court()), today));
        LocalDate last = Objects.requireNonNull(until);
        Excuse why = Objects.requireNonNull(kind);
        var explanation = new ConcernStore.Explanation(why, body, last, steps.after(last, 1));
        if (!store.explain(row, explanation, by.login(), by.name(), today, clock.instant())) {
            throw new Problem.Conflict(
                    "在%s这一级已经说明过一次；期满未办结的，升级至上一级".formatted(row.rung().zh()));
        }
        audit.record(
                by,
                place.court(),
                place.caseId(),
                new Act(
                        "CONCERN_EXPLAINED",
                        "说明%s预警事项“%s”：%s（%s），至%s".formatted(row.level().zh(), row.body(), body, why.zh(), last),
                        Map.of(
                                "concern", Long.toString(concern),
                                "level", row.stepLevel().name(),
                                "rung", row.rung().name(),
                                "kind", why.name(),
                                "until", last.toString())));
    }

    /** Whether it is this person's affair by office: his own, his desk's, of one whom he leads, of the court that he directs. */
    static boolean answersFor(Actor by, Row row, Set<String> led) {
        Role desk = row.desk();
        boolean here = by.court().equals(row.court());
        return desk == null && by.login().equals(row.owner())
                || here
                        && (by.has(Role.BUREAU_CHIEF)
                                || desk != null && by.has(desk)
                                || row.owner() != null && led.contains(row.owner()));
    }
}
