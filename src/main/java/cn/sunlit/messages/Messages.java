package cn.sunlit.messages;

import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.CodeSender;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Redactor;
import cn.sunlit.keys.Keyring;
import cn.sunlit.settings.QuietHours;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Short messages to parties: queued with the act that causes them, sent afterwards by {@link Sender}. */
@Service
public class Messages implements CodeSender {

    static final String PHONE = "messages.phone";

    private final MessageStore store;
    private final Keyring keys;
    private final Access access;
    private final QuietHours quiet;
    private final Clock clock;

    Messages(MessageStore store, Keyring keys, Access access, QuietHours quiet, Clock clock) {
        this.quiet = quiet;
        this.store = store;
        this.keys = keys;
        this.access = access;
        this.clock = clock;
    }

    /**
     * Puts a message in the outbox, in the caller's transaction; the same dedupe key twice is one message. Whatever looks like a
     * number of a person in its text is hidden first: an SMS is read on screens that the court does not know.
     */
    @Transactional
    public void send(Sms sms) {
        queue(sms, clock.instant());
    }

    /** The same for what can wait: in the court's quiet hours it leaves in the morning. */
    @Transactional
    public void sendByDay(Sms sms) {
        Instant now = clock.instant();
        queue(sms, quiet.endingAfter(sms.court(), now).orElse(now));
    }

    private void queue(Sms sms, Instant from) {
        queue(sms.dedupeKey(), sms.caseId(), sms.court(), sms.recipientName(), sms.phone(), sms.text(), from);
    }

    /** A log-in code: belongs to no case and to no court, and every one is sent. */
    @Override
    @Transactional
    public void send(String phone, String text) {
        queue("code:" + UUID.randomUUID(), null, null, "登录验证码", phone, text, clock.instant());
    }

    /** The messages of a case, the newest first, at most 500; with a phone only those to it. */
    @Transactional(readOnly = true)
    public List<SentMessage> ofCase(CaseId id, @Nullable String phone) {
        return store.ofCase(id, phone == null ? null : index(phone));
    }

    /** Leaves nothing of what was sent to this phone in this case but that it was sent. @return how many messages */
    @Transactional
    public int erase(CaseId id, String phone) {
        return store.eraseTo(id, index(phone));
    }

    /** The messages that were queued under these dedupe keys. */
    @Transactional(readOnly = true)
    public Map<String, SentMessage> byKeys(Collection<String> dedupeKeys) {
        return dedupeKeys.isEmpty() ? Map.of() : store.byKeys(dedupeKeys);
    }

    /** Sends a message again that the gateway refused or that did not reach the phone. */
    @Transactional
    public void sendAgain(Actor by, long messageId) {
        CourtCode court = store.courtOf(messageId).orElseThrow(() -> new Problem.NotFound("没有这条消息"));
        access.allow(by, UseCase.SEND_AGAIN, court);
        if (!store.sendAgain(messageId, clock.instant())) {
            throw new Problem.Conflict("该消息已经发出或者正在发送，无需重发");
        }
    }

    private void queue(
            String dedupeKey,
            @Nullable CaseId caseId,
            @Nullable CourtCode court,
            String recipient,
            String phone,
            String text,
            Instant from) {
        String bare = bare(phone);
        store.queue(new MessageStore.Queued(
                dedupeKey,
                caseId,
                court,
                recipient,
                keys.encrypt(PHONE, bare.getBytes(StandardCharsets.UTF_8)),
                index(phone),
                Redactor.phone(bare),
                Redactor.text(text),
                clock.instant(),
                from));
    }

    private byte[] index(String phone) {
        return keys.blindIndex(PHONE, bare(phone));
    }

    /** One spelling of a number, so that it is found again however it was typed. */
    private static String bare(String phone) {
        return phone.replaceAll("[\\s-]", "");
    }
}
