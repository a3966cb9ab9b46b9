package cn.sunlit.property;

import cn.sunlit.alerts.Receivers;
import cn.sunlit.alerts.Receivers.Receiver;
import cn.sunlit.alerts.Rung;
import cn.sunlit.identity.Court;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.Roster;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.Teams;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.messages.Messages;
import cn.sunlit.messages.Sms;
import cn.sunlit.property.GuardianLeads.Snapshot;
import cn.sunlit.property.GuardianRules.Progress;
import cn.sunlit.property.RenewalStore.Undone;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the guardian does by itself: it proposes renewals when their time comes, and once a day lets climb what is not done.
 * Both read what runs out, never all that stands.
 */
@Component
@Order(15)
class GuardianNight implements DueWork {

    private final Renewals renewals;
    private final RenewalStore store;
    private final GuardianLeads leads;
    private final Teams teams;
    private final Courts courts;
    private final StaffDirectory staff;
    private final Messages messages;
    private final TransactionTemplate transaction;
    private final Clock clock;

    GuardianNight(
            Renewals renewals,
            RenewalStore store,
            GuardianLeads leads,
            Teams teams,
            Courts courts,
            StaffDirectory staff,
            Messages messages,
            TransactionTemplate transaction,
            Clock clock) {
        this.renewals = renewals;
        this.store = store;
        this.leads = leads;
        this.teams = teams;
        this.courts = courts;
        this.staff = staff;
        this.messages = messages;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public int runDue() {
        int proposed = renewals.propose();
        if (proposed > 0) {
            return proposed;
        }
        LocalDate today = LocalDate.now(clock);
        if (store.doneUntil("climb").filter(today::equals).isPresent()) {
            return 0;
        }
        return Objects.requireNonNull(transaction.execute(status -> store.done("climb", today) ? climb(today) : 0));
    }

    private int climb(LocalDate today) {
        List<CourtCode> holding = store.courts();
        if (holding.isEmpty()) {
            return 0;
        }
        Snapshot now = leads.of(holding);
        LocalDate before = now.places().stream()
                .map(GuardianStore.Place::latestCalm)
                .max(LocalDate::compareTo)
                .orElse(today);
        List<Undone> undone = store.undone(holding, before, today);
        if (undone.isEmpty()) {
            return 0;
        }
        Roster roster = teams.roster(holding, today);
        Map<String, Told> told = new HashMap<>();
        for (Undone u : undone) {
            Rung rung = rung(u, now);
            if (rung == null || rung == Rung.LEADER && u.leaderKnows()) {
                continue;
            }
            CourtCode above = courts.find(u.court()).map(Court::parent).orElse(null);
            for (Receiver who : new Receivers(roster, above).of(rung, u.court(), u.officer(), today)) {
                if (store.step(u.id(), rung.name(), who.login(), why(u), today)) {
                    told.computeIfAbsent(who.login(), login -> new Told(u.court())).count++;
                }
            }
        }
        told.forEach((login, what) -> tell(login, what, today));
        return told.size();
    }

    private static @Nullable Rung rung(Undone u, Snapshot now) {
        Progress progress =
                u.order() == null ? Progress.PROPOSED : u.order().equals("FAILED") ? Progress.FAILED : Progress.ORDERED;
        int lead = now.lead(u.court(), u.institution(), u.kind()).days();
        LocalDate ordered = u.orderedOn();
        LocalDate answerBy = ordered == null ? null : now.calendar().workingDayAfter(ordered, lead);
        return GuardianRules.climbTo(now.today(), u.endsOn(), u.lastDayToAct(), progress, answerBy, now.calendar());
    }

    private static String why(Undone u) {
        return u.order() == null ? "承办人尚未确认续行" : u.order().equals("FAILED") ? "协助单位未能办理续行" : "协助单位没有按时反馈续行";
    }

    private static final class Told {
        private final CourtCode court;
        private int count;

        private Told(CourtCode court) {
            this.court = court;
        }
    }

    private void tell(String login, Told what, LocalDate today) {
        staff.find(login)
                .ifPresent(who -> messages.sendByDay(new Sms(
                        "guardian:%s:%s".formatted(login, today),
                        null,
                        what.court,
                        who.name(),
                        who.phone(),
                        "【阳光执行】有%d项查封、扣押、冻结将要到期而续行尚未办妥，已升级至您，请到“查封守护”查看。".formatted(what.count))));
    }
}
