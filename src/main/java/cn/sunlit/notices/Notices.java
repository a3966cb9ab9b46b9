package cn.sunlit.notices;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.cases.Recipient;
import cn.sunlit.database.Deferred;
import cn.sunlit.docket.PublicNodeChanged;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.messages.Messages;
import cn.sunlit.messages.SentMessage;
import cn.sunlit.parties.PartyId;
import cn.sunlit.publicity.Audience;
import cn.sunlit.publicity.Fact;
import cn.sunlit.publicity.Publicity;
import cn.sunlit.publicity.Thing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells parties and agents of each public step: the notice stands in the very transaction of the act, so that no step can be
 * done and not told, and once for each change and person. What a notice says is the milestone, the step and the day; never a
 * number of a person or an account, and to nobody whom the node is not told to.
 */
@Service
@Transactional
public class Notices {

    private final NoticeStore store;
    private final Cases cases;
    private final Messages messages;
    private final Publicity publicity;
    private final Clock clock;
    private final Duration pause;
    private final Deferred<List<PublicNodeChanged>> deferred =
            new Deferred<>(50, Set.of("notices.notice"), ArrayList::new, this::tell);

    /** @param pause how long after an SMS the next to the same person in the same case waits, to carry several changes */
    Notices(
            NoticeStore store,
            Cases cases,
            Messages messages,
            Publicity publicity,
            Clock clock,
            @Value("${sunlit.notices.pause:5m}") Duration pause) {
        this.store = store;
        this.cases = cases;
        this.messages = messages;
        this.publicity = publicity;
        this.clock = clock;
        this.pause = pause;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(PublicNodeChanged change) {
        deferred.change(changes -> changes.add(change));
    }

    /** Whom to tell is looked up once for all that a transaction has changed. */
    private void tell(List<PublicNodeChanged> waiting) {
        List<PublicNodeChanged> changes = List.copyOf(waiting);
        waiting.clear();
        Map<CaseId, List<Recipient>> recipients =
                cases.recipients(changes.stream().map(PublicNodeChanged::caseId).collect(Collectors.toSet())).stream()
                        .collect(Collectors.groupingBy(Recipient::caseId));
        List<NoticeStore.New> all = new ArrayList<>();
        for (PublicNodeChanged change : changes) {
            for (Recipient to : recipients.getOrDefault(change.caseId(), List.of())) {
                Audience audience = to.side().audience();
                Thing step = change.begun() ? Thing.STEP_TOLD_AT_START : Thing.STEP_DONE;
                if (publicity.open(audience, step, Fact.NAMED, change.audience().contains(audience))) {
                    all.add(notice(change, to, audience));
                }
            }
        }
        if (!all.isEmpty()) {
            store.tell(all, clock.instant(), pause);
        }
    }

    private static NoticeStore.New notice(PublicNodeChanged change, Recipient to, Audience audience) {
        return new NoticeStore.New(
                change.caseId(),
                change.court(),
                change.instance(),
                change.publicCode(),
                change.nodeCode(),
                audience,
                to.id(),
                to.name(),
                to.principal(),
                to.number().text(),
                Wording.of(change),
                change.on(),
                change.tellBy().plusDays(1).atStartOfDay(TimeConfiguration.ZONE).toInstant());
    }

    /** What this person was told in this case, the newest first, at most 500. */
    @Transactional(readOnly = true)
    public List<Notice> to(CaseId id, PartyId recipient) {
        return seen(store.of(id, recipient));
    }

    /** Whether this person gets an SMS of what may also be read on the portal alone. */
    @Transactional(readOnly = true)
    public boolean wantsSms(CaseId id, PartyId recipient) {
        NoticeStore.Seat seat = new NoticeStore.Seat(id, recipient);
        return store.choices(List.of(seat)).getOrDefault(seat, true);
    }

    /**
     * A person's own choice for one case; what the law wants served or told in any event is sent all the same.
     *
     * @param by the party or agent, who was allowed into this case
     */
    public void choose(Actor by, CaseId id, PartyId recipient, boolean sms) {
        if (by.kind() != Actor.Kind.PARTY || !by.cases().contains(id)) {
            throw new Problem.Forbidden("只有当事人本人可以选择告知方式");
        }
        if (wantsSms(id, recipient) != sms) {
            store.choose(new NoticeStore.Seat(id, recipient), sms, clock.instant());
        }
    }

    /** All that was told in a case, for the court's people. */
    record Told(CaseFile file, List<Notice> notices) {}

    @Transactional(readOnly = true)
    Told ofCase(Actor by, CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.READ_MESSAGES, number);
        return new Told(file, seen(store.of(file.id(), null)));
    }

    /** Sends an SMS once more that did not arrive, with all the changes that it carried. */
    void sendAgain(Actor by, CaseNumber number, long notice) {
        CaseFile file = cases.open(by, UseCase.SEND_AGAIN, number);
        String key = store.find(file.id(), notice)
                .orElseThrow(() -> new Problem.NotFound("本案没有这条告知"))
                .key();
        SentMessage message = key == null ? null : messages.byKeys(List.of(key)).get(key);
        if (message == null) {
            throw new Problem.Conflict("这条告知没有发过短信，不能重发");
        }
        messages.sendAgain(by, message.id());
    }

    private List<Notice> seen(List<NoticeStore.Row> rows) {
        Map<String, SentMessage> sent = messages.byKeys(
                rows.stream().map(NoticeStore.Row::key).filter(Objects::nonNull).collect(Collectors.toSet()));
        Instant now = clock.instant();
        return rows.stream()
                .map(row -> seen(row, row.key() == null ? null : sent.get(row.key()), now))
                .toList();
    }

    private static Notice seen(NoticeStore.Row row, @Nullable SentMessage message, Instant now) {
        Notice.Sms sms = state(row, message);
        boolean goesBySms = sms != Notice.Sms.OFF && sms != Notice.Sms.NO_PHONE;
        Instant sentAt = message == null ? null : message.sentAt();
        boolean late = row.toldAt().isAfter(row.mustBy())
                || (goesBySms && (sentAt == null ? now : sentAt).isAfter(row.mustBy()));
        return new Notice(
                row.id(),
                row.publicCode(),
                row.nodeCode(),
                row.audience().zh(),
                row.recipientName(),
                row.principal(),
                row.words(),
                row.happenedOn(),
                row.toldAt(),
                row.mustBy(),
                sms,
                sentAt,
                message == null ? null : message.maskedPhone(),
                message == null ? null : message.id(),
                message == null ? 0 : message.attempts(),
                late);
    }

    private static Notice.Sms state(NoticeStore.Row row, @Nullable SentMessage message) {
        if (message == null) {
            return row.sms().equals("GIVEN") ? Notice.Sms.SENDING : Notice.Sms.valueOf(row.sms());
        }
        return switch (message.state()) {
            case QUEUED -> Notice.Sms.SENDING;
            case FAILED -> Notice.Sms.REFUSED;
            case SENT ->
                switch (message.report()) {
                    case NONE -> Notice.Sms.ACCEPTED;
                    case DELIVERED -> Notice.Sms.DELIVERED;
                    case UNDELIVERED -> Notice.Sms.UNDELIVERED;
                    case UNKNOWN -> Notice.Sms.UNKNOWN;
                };
        };
    }
}
