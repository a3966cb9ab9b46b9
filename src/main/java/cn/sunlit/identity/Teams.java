package cn.sunlit.identity;

import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Teams with their leaders, and who is away: along them an alert finds the next person. */
@Service
@Transactional
public class Teams {

    private static final int LONGEST_ABSENCE_DAYS = 366;

    private final TeamStore store;
    private final StaffStore staff;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Teams(TeamStore store, StaffStore staff, Access access, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.staff = staff;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<Team> of(Collection<CourtCode> courts) {
        return store.teams(courts);
    }

    /** Absences that are not over on that day. */
    @Transactional(readOnly = true)
    public List<Absence> absences(Collection<CourtCode> courts, LocalDate day) {
        return store.absences(courts, day);
    }

    /** Everybody of these courts with teams and absences, from a day on. */
    @Transactional(readOnly = true)
    public Roster roster(Collection<CourtCode> courts, LocalDate from) {
        return new Roster(store.people(courts), store.teams(courts), store.absences(courts, from));
    }

    /**
     * Puts a team together, or changes the one of that name; who was in another team leaves it.
     *
     * @throws Problem.Invalid for a leader or member who does not work at this court
     */
    public void set(Actor by, CourtCode court, String name, String leader, Set<String> members) {
        access.allow(by, UseCase.MANAGE_TEAMS, court);
        String called = PlainText.required("name", name, 40, "请填写团队名称");
        StaffMember head = colleague("leader", court, leader);
        if (!head.roles().contains(Role.TEAM_LEADER)) {
            throw new Problem.Invalid("leader", "“%s”没有团队负责人的角色".formatted(head.name()));
        }
        members.forEach(login -> colleague("members", court, login));
        store.setMembers(store.save(court, called, leader), members);
        events.publishEvent(
                new TeamsChanged(by, court, "编组团队“%s”：负责人%s，成员%d人".formatted(called, head.name(), members.size())));
    }

    /**
     * Says that somebody is away; what would reach him goes to the deputy, else to the next above.
     *
     * @throws Problem.Invalid for days in the wrong order, or a deputy who is nobody of this court
     */
    public void away(
            Actor by,
            CourtCode court,
            String login,
            LocalDate from,
            LocalDate to,
            @Nullable String deputy,
            String reason) {
        access.allow(by, UseCase.MANAGE_TEAMS, court);
        StaffMember who = colleague("login", court, login);
        if (to.isBefore(from) || to.isBefore(LocalDate.now(clock))) {
            throw new Problem.Invalid("to", "外出的最后一日不能早于开始之日，也不能早于今天");
        }
        if (to.isAfter(from.plusDays(LONGEST_ABSENCE_DAYS))) {
            throw new Problem.Invalid("to", "一次外出最长一年；不再办案的人员请停用登录");
        }
        if (deputy != null) {
            if (deputy.equals(login)) {
                throw new Problem.Invalid("deputy", "代理人不能是本人");
            }
            colleague("deputy", court, deputy);
        }
        String why = PlainText.required("reason", reason, 200, "请写明外出事由");
        store.add(login, from, to, deputy, why, by.display(), clock.instant());
        events.publishEvent(new TeamsChanged(by, court, "登记%s外出：%s至%s，%s".formatted(who.name(), from, to, why)));
    }

    /** Somebody is back from today on. */
    public void back(Actor by, CourtCode court, long absence) {
        access.allow(by, UseCase.MANAGE_TEAMS, court);
        Absence known = store.absence(absence).orElseThrow(Teams::noAbsence);
        StaffMember who =
                staff.find(known.login()).filter(m -> m.court().equals(court)).orElseThrow(Teams::noAbsence);
        store.end(absence, LocalDate.now(clock));
        events.publishEvent(new TeamsChanged(by, court, "登记%s销假返岗".formatted(who.name())));
    }

    private static Problem.NotFound noAbsence() {
        return new Problem.NotFound("本院没有这条外出登记");
    }

    private StaffMember colleague(String field, CourtCode court, String login) {
        return staff.find(login)
                .filter(m -> m.court().equals(court))
                .orElseThrow(() -> new Problem.Invalid(field, "本院没有登录名为“%s”的人员".formatted(login)));
    }
}
