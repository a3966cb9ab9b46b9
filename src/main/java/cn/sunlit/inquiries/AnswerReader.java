package cn.sunlit.inquiries;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.docket.Docket;
import cn.sunlit.inquiries.InquiryStore.Unread;
import cn.sunlit.inquiries.Wire.Reading;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.keys.Keyring;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the answers that are kept: one answer, one transaction, in which it is judged, the request settled and those who
 * wait for it told. A wrong person's data never leave this class. An answer to a settled request is a duplicate.
 */
@Component
@Order(11)
class AnswerReader implements DueWork {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerReader.class);
    private static final int BATCH = 200;

    private final InquiryStore store;
    private final Retry retry;
    private final Rounds rounds;
    private final Docket docket;
    private final Audit audit;
    private final Keyring keys;
    private final AssetKinds kinds;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    AnswerReader(
            InquiryStore store,
            Retry retry,
            Rounds rounds,
            Docket docket,
            Audit audit,
            Keyring keys,
            AssetKinds kinds,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.store = store;
        this.retry = retry;
        this.rounds = rounds;
        this.docket = docket;
        this.audit = audit;
        this.keys = keys;
        this.kinds = kinds;
        this.events = events;
        this.transaction = transaction;
    }

    @Override
    public int runDue() {
        int read = 0;
        long[] last = {0};
        while (read < BATCH) {
            long before = last[0];
            try {
                transaction.executeWithoutResult(t -> store.nextUnread(before).ifPresent(a -> {
                    last[0] = a.answer();
                    settle(a);
                }));
                if (last[0] == before) {
                    break;
                }
                read++;
            } catch (RuntimeException e) {
                // It stays unread and is tried again; the others behind it go on.
                LOG.warn("answer {} could not be taken over", last[0], e);
                if (last[0] == before) {
                    break;
                }
            }
        }
        return read;
    }

    private void settle(Unread a) {
        if (a.state().equals("ANSWERED")) {
            store.judge(a.answer(), "DUPLICATE", "该请求此前已有有效反馈");
            return;
        }
        Reading reading = Wire.read(
                keys.decrypt(Institutions.BODY, a.bodySealed()), keys.decrypt(Institutions.BODY, a.rawSealed()), kinds);
        switch (reading) {
            case Reading.Found found -> found(a, found);
            case Reading.Ordered ordered -> ordered(a, ordered);
            case Reading.WrongPerson wrong -> {
                store.judge(a.answer(), "WRONG_PERSON", wrong.why());
                retry.later(a.request(), a.attempts(), wrong.why());
                audit.record(
                        Inquiries.robot(a.court()),
                        a.court(),
                        a.caseId(),
                        new Act(
                                "INQUIRY_ANSWER_REFUSED",
                                a.institutionName() + "的反馈未采用：" + wrong.why(),
                                Map.of("institution", a.institution(), "sha256", a.sha256())));
            }
            case Reading.Garbage garbage -> {
                store.judge(a.answer(), "GARBAGE", garbage.why());
                retry.later(a.request(), a.attempts(), garbage.why());
            }
        }
    }

    private void found(Unread a, Reading.Found found) {
        LocalDate on = LocalDate.ofInstant(a.receivedAt(), TimeConfiguration.ZONE);
        int count = found.assets().size();
        store.judge(
                a.answer(),
                count == 0 ? "NOTHING_FOUND" : "GOOD",
                found.repeated() == 0 ? null : "反馈中有%d行重复，已合并".formatted(found.repeated()));
        store.answered(a.request(), a.receivedAt(), a.receivedAt().isAfter(a.promisedAt()), count);
        docket.happened(
                Inquiries.robot(a.court()), a.caseId(), "QUERY_FEEDBACK_RECEIVED", on, a.institutionName() + "查询反馈");
        if (count > 0) {
            audit.record(
                    Inquiries.robot(a.court()),
                    a.court(),
                    a.caseId(),
                    new Act(
                            "INQUIRY_ANSWERED",
                            "%s反馈：查得%s财产信息%d项".formatted(a.institutionName(), a.subjectName(), count),
                            Map.of(
                                    "institution",
                                    a.institution(),
                                    "found",
                                    Integer.toString(count),
                                    "sha256",
                                    a.sha256())));
        }
        events.publishEvent(new AnswerReceived(
                a.caseId(),
                a.court(),
                a.request(),
                a.party(),
                a.institution(),
                found.assets(),
                found.asOf(),
                a.sha256(),
                on));
        rounds.settled(a.request());
    }

    private void ordered(Unread a, Reading.Ordered ordered) {
        LocalDate on = LocalDate.ofInstant(a.receivedAt(), TimeConfiguration.ZONE);
        store.judge(a.answer(), "GOOD", ordered.reason());
        store.answered(a.request(), a.receivedAt(), a.receivedAt().isAfter(a.promisedAt()), 0);
        events.publishEvent(new OrderAnswered(
                a.caseId(),
                Objects.requireNonNull(a.reference()),
                ordered.outcome(),
                ordered.amount(),
                ordered.rank(),
                ordered.until(),
                ordered.reason(),
                a.request(),
                a.sha256(),
                on));
    }
}
