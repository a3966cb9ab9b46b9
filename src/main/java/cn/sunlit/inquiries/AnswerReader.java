package cn.sunlit.inquiries;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.docket.Docket;
import cn.sunlit.inquiries.AnswerStore.Done;
import cn.sunlit.inquiries.AnswerStore.Judged;
import cn.sunlit.inquiries.AnswerStore.Unread;
import cn.sunlit.inquiries.Wire.Reading;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.keys.Keyring;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the answers that are kept: in one transaction an answer is judged, its request settled and those who wait for it told.
 * Answers to inquiries are read in lots, because most find nothing; where a lot cannot be settled its first half is tried, until
 * the wrong one stands alone. A receipt for an order is read alone: much hangs on it. A wrong person's data never leave this
 * class. An answer to a settled request is a duplicate.
 */
@Component
@Order(11)
class AnswerReader implements DueWork {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerReader.class);
    private static final int BATCH = 400;

    /** So many answers are read in one transaction; what they tell of their cases is held that long from everyone else. */
    private static final int LOT = 100;

    private final AnswerStore store;
    private final Retry retry;
    private final Rounds rounds;
    private final Docket docket;
    private final Audit audit;
    private final Keyring keys;
    private final AssetKinds kinds;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    AnswerReader(
            AnswerStore store,
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

    /** How far a pass over the answers is: a transaction that fails leaves here what it had before it. */
    private static final class Pass {
        private long last;
        private int read;
        private int seen;
        private int lot = LOT;
        private List<Unread> tried = List.of();
    }

    @Override
    public int runDue() {
        var pass = new Pass();
        do {
            pass.tried = List.of();
            try {
                transaction.executeWithoutResult(t -> {
                    pass.tried = lot(store.unread(pass.last, pass.lot));
                    settle(pass.tried);
                });
                pass.read += pass.tried.size();
                pass.seen += pass.tried.size();
                pass.lot = Math.min(LOT, pass.lot * 2);
            } catch (RuntimeException e) {
                if (pass.tried.isEmpty()) {
                    LOG.warn("answers could not be read", e);
                } else if (pass.tried.size() > 1) {
                    pass.lot = pass.tried.size() / 2;
                    LOG.debug(
                            "a lot from answer {} on is read again in smaller ones",
                            pass.tried.getFirst().answer(),
                            e);
                    continue;
                } else {
                    // It stays unread and is tried again; the others behind it go on.
                    LOG.warn(
                            "answer {} could not be taken over",
                            pass.tried.getFirst().answer(),
                            e);
                    pass.seen++;
                }
            }
            if (!pass.tried.isEmpty()) {
                pass.last = pass.tried.getLast().answer();
            }
        } while (!pass.tried.isEmpty() && pass.seen < BATCH);
        return pass.read;
    }

    /** The answers to inquiries before the first receipt for an order, or that alone. */
    private static List<Unread> lot(List<Unread> unread) {
        int orders = 0;
        while (orders < unread.size() && !unread.get(orders).isOrder()) {
            orders++;
        }
        return unread.subList(0, orders == 0 ? Math.min(1, unread.size()) : orders);
    }

    /** An answer and what it turned out to be. */
    private record Read(Unread answer, Reading reading) {}

    private void settle(List<Unread> unread) {
        if (unread.isEmpty()) {
            return;
        }
        List<Read> news = judge(unread);
        if (!unread.getFirst().isOrder()) {
            docket.hold(news.stream().map(r -> r.answer().caseId()).collect(Collectors.toSet()), 0);
        }
        Map<CaseId, List<Read>> byCase = new TreeMap<>(Comparator.comparingLong(CaseId::value));
        news.forEach(r -> byCase.computeIfAbsent(r.answer().caseId(), id -> new ArrayList<>())
                .add(r));
        for (Collection<Read> ofCase : byCase.values()) {
            boolean acts = false;
            for (Read each : ofCase) {
                acts |= tell(each.answer(), each.reading());
            }
            if (acts && byCase.size() > 1) {
                audit.bind();
            }
        }
        // Only now: what is given up may end a round, and nobody hears of its end before he has heard all its answers.
        news.forEach(r -> again(r.answer(), r.reading()));
        rounds.settled(news.stream()
                .filter(r -> r.reading() instanceof Reading.Found)
                .map(r -> r.answer().batch())
                .collect(Collectors.toSet()));
    }

    /** Puts down what each answer is. @return those that are not duplicates */
    private List<Read> judge(List<Unread> unread) {
        List<Read> news = new ArrayList<>();
        List<Judged> judged = new ArrayList<>();
        List<Done> done = new ArrayList<>();
        Set<Long> settled = new HashSet<>();
        for (Unread a : unread) {
            if (a.state().equals("ANSWERED") || settled.contains(a.request())) {
                judged.add(new Judged(a.answer(), "DUPLICATE", "该请求此前已有有效反馈"));
                continue;
            }
            Reading reading = Wire.read(
                    keys.decrypt(Institutions.BODY, a.bodySealed()),
                    keys.decrypt(Institutions.BODY, a.rawSealed()),
                    kinds);
            news.add(new Read(a, reading));
            switch (reading) {
                case Reading.Found found -> {
                    int count = found.assets().size();
                    judged.add(new Judged(
                            a.answer(),
                            count == 0 ? "NOTHING_FOUND" : "GOOD",
                            found.repeated() == 0 ? null : "反馈中有%d行重复，已合并".formatted(found.repeated())));
                    done.add(new Done(a.request(), a.receivedAt(), a.late(), count));
                    settled.add(a.request());
                }
                case Reading.Ordered ordered -> {
                    judged.add(new Judged(a.answer(), "GOOD", ordered.reason()));
                    done.add(new Done(a.request(), a.receivedAt(), a.late(), 0));
                    settled.add(a.request());
                }
                case Reading.WrongPerson wrong -> judged.add(new Judged(a.answer(), "WRONG_PERSON", wrong.why()));
                case Reading.Garbage garbage -> judged.add(new Judged(a.answer(), "GARBAGE", garbage.why()));
            }
        }
        store.judge(judged);
        if (!done.isEmpty()) {
            store.answered(done);
        }
        return news;
    }

    /** Tells who waits for it. @return whether an act of the case went on record */
    private boolean tell(Unread a, Reading reading) {
        switch (reading) {
            case Reading.Found found -> {
                found(a, found);
                return !found.assets().isEmpty();
            }
            case Reading.Ordered ordered -> ordered(a, ordered);
            case Reading.WrongPerson wrong -> {
                audit.record(
                        Inquiries.robot(a.court()),
                        a.court(),
                        a.caseId(),
                        new Act(
                                "INQUIRY_ANSWER_REFUSED",
                                a.institutionName() + "的反馈未采用：" + wrong.why(),
                                Map.of("institution", a.institution(), "sha256", a.sha256())));
                return true;
            }
            case Reading.Garbage garbage -> {
                // There is nothing in it to be told.
            }
        }
        return false;
    }

    private void again(Unread a, Reading reading) {
        if (reading instanceof Reading.WrongPerson wrong) {
            retry.later(a.request(), a.attempts(), wrong.why());
        } else if (reading instanceof Reading.Garbage garbage) {
            retry.later(a.request(), a.attempts(), garbage.why());
        }
    }

    private void found(Unread a, Reading.Found found) {
        LocalDate on = LocalDate.ofInstant(a.receivedAt(), TimeConfiguration.ZONE);
        int count = found.assets().size();
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
    }

    private void ordered(Unread a, Reading.Ordered ordered) {
        LocalDate on = LocalDate.ofInstant(a.receivedAt(), TimeConfiguration.ZONE);
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
