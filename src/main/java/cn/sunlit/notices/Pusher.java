package cn.sunlit.notices;

import cn.sunlit.identity.Courts;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.messages.Messages;
import cn.sunlit.messages.Sms;
import cn.sunlit.parties.Datum;
import cn.sunlit.parties.Parties;
import cn.sunlit.parties.PartyId;
import cn.sunlit.parties.Purpose;
import cn.sunlit.settings.QuietHours;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the SMS of what was told: all that waits for one person in one case goes in one message. Taking the notices in hand,
 * putting the message into the outbox and noting which carries which is one transaction, so that a program that dies in
 * between has sent none or leaves none to be sent again.
 */
@Component
class Pusher implements DueWork {

    private static final int BATCH = 300;

    /**
     * Of these a person is told by SMS in any event: filing and its result, the notice to perform and the order to report
     * property, the auction (法释〔2016〕18号第十六条), the plan of distribution and the end of the case, because periods
     * for a remedy run from being told.
     */
    private static final Set<String> IN_ANY_EVENT = Set.of("P02", "P04", "P12", "P16", "P22");

    private final NoticeStore store;
    private final Parties parties;
    private final Messages messages;
    private final Courts courts;
    private final QuietHours quiet;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String address;

    /** @param address where parties reach the portal, {@code https://…}; empty: not named */
    Pusher(
            NoticeStore store,
            Parties parties,
            Messages messages,
            Courts courts,
            QuietHours quiet,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${sunlit.portal.address:}") String address) {
        this.store = store;
        this.parties = parties;
        this.messages = messages;
        this.courts = courts;
        this.quiet = quiet;
        this.transaction = transaction;
        this.clock = clock;
        this.address = address;
    }

    @Override
    public int runDue() {
        Integer handled = transaction.execute(status -> push());
        return handled == null ? 0 : handled;
    }

    private int push() {
        Instant now = clock.instant();
        List<NoticeStore.Due> due = store.due(now, BATCH);
        if (due.isEmpty()) {
            return 0;
        }
        Map<NoticeStore.Seat, List<NoticeStore.Due>> waiting = due.stream()
                .sorted(Comparator.comparingLong(NoticeStore.Due::id))
                .collect(Collectors.groupingBy(
                        d -> new NoticeStore.Seat(d.caseId(), d.recipient()), LinkedHashMap::new, Collectors.toList()));
        Map<NoticeStore.Seat, Boolean> choices = store.choices(waiting.keySet());
        Map<PartyId, String> phones = parties.phones(
                waiting.keySet().stream().map(NoticeStore.Seat::recipient).collect(Collectors.toSet()));
        Map<CourtCode, Optional<Instant>> mornings = new HashMap<>();
        List<NoticeStore.Step> steps = new ArrayList<>();
        waiting.forEach((seat, all) -> {
            List<NoticeStore.Due> wanted = all.stream()
                    .filter(d -> choices.getOrDefault(seat, true) || IN_ANY_EVENT.contains(d.publicCode()))
                    .toList();
            all.stream().filter(d -> !wanted.contains(d)).forEach(d -> steps.add(step(d, "OFF", now, null)));
            if (!wanted.isEmpty()) {
                give(wanted, phones.get(seat.recipient()), mornings, now, steps);
            }
        });
        store.step(steps);
        return due.size();
    }

    private void give(
            List<NoticeStore.Due> changes,
            @Nullable String phone,
            Map<CourtCode, Optional<Instant>> mornings,
            Instant now,
            List<NoticeStore.Step> steps) {
        NoticeStore.Due first = changes.getFirst();
        if (phone == null) {
            changes.forEach(d -> steps.add(step(d, "NO_PHONE", now, null)));
            return;
        }
        Optional<Instant> morning = mornings.computeIfAbsent(first.court(), court -> quiet.endingAfter(court, now));
        // What would become late by the morning is told in the night.
        if (morning.isPresent()
                && changes.stream()
                        .noneMatch(d -> d.mustBy().isAfter(now) && d.mustBy().isBefore(morning.get()))) {
            changes.forEach(d -> steps.add(step(d, "WAITING", morning.get(), null)));
            return;
        }
        String key = "notice:" + first.id();
        parties.used(first.recipient(), Datum.PHONE, new Purpose(first.court(), first.caseId(), "发送办案进度短信"));
        messages.send(new Sms(
                key,
                first.caseId(),
                first.court(),
                first.recipientName(),
                phone,
                Wording.sms(courts.nameOf(first.court()), changes, address)));
        changes.forEach(d -> steps.add(step(d, "GIVEN", now, key)));
    }

    private static NoticeStore.Step step(NoticeStore.Due due, String sms, Instant from, @Nullable String key) {
        return new NoticeStore.Step(due.id(), sms, from, key);
    }
}
