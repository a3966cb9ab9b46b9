package cn.sunlit.inquiries;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Rounds of inquiries (网络查询): who is asked about whom, and what came back. People start them here; the robot has its own
 * reasons and asks through the same door.
 */
@Service
public class Inquiries {

    private static final String ROBOT = "机器人法官助理";
    private static final int LONGEST_REASON = 200;

    private final InquiryStore store;
    private final OutboxStore outbox;
    private final Rounds rounds;
    private final Asking asking;
    private final Cases cases;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Inquiries(
            InquiryStore store,
            OutboxStore outbox,
            Rounds rounds,
            Asking asking,
            Cases cases,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.rounds = rounds;
        this.asking = asking;
        this.cases = cases;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** The robot that acts for the court where nobody needs to decide. */
    public static Actor robot(CourtCode court) {
        return Actor.system(ROBOT, court);
    }

    /** The first round of a case that the running transaction files, written together with the case. */
    @Transactional
    public RoundBegun first(Actor by, CaseFile file, String because) {
        cases.allow(by, UseCase.START_INQUIRY, file);
        Wanted wanted = all(because);
        return asking.begin(
                by,
                file,
                store.addFirstBatch(file.id(), file.court(), clock.instant(), by.display()),
                wanted,
                asking.questions(file, wanted, List.of()));
    }

    /**
     * A further round, also on a case of which only this procedure has ended. Who is asked already and has not answered yet is
     * not asked a second time.
     *
     * @return empty when nobody is left to be asked
     */
    @Transactional
    public Optional<RoundBegun> ask(Actor by, CaseFile file, Wanted wanted) {
        cases.allow(by, UseCase.START_INQUIRY, file);
        store.lockCase(file.id());
        List<Asking.Question> questions = asking.questions(file, wanted, store.asked(file.id(), Instant.EPOCH));
        return questions.isEmpty()
                ? Optional.empty()
                : Optional.of(asking.begin(by, file, newBatch(by, file), wanted, questions));
    }

    /**
     * Something came up for which institutions should be asked again, such as a clue. The robot asks when it is its turn, and
     * once a day for the same reason; while it is switched off it remembers.
     *
     * @param reason what came up, in Chinese, without numbers of persons or accounts
     * @param institutions codes; empty for all that can be asked
     */
    @Transactional
    public void reinquire(CaseId id, String reason, Set<String> institutions) {
        events.publishEvent(
                new ReinquiryWanted(id, cases.inCharge(id).court(), reason.strip(), Set.copyOf(institutions)));
    }

    /**
     * Starts a round; while one is still open, that one is returned.
     *
     * @throws Problem.Conflict when the case is closed or no respondent has a number to ask for
     */
    @Transactional
    public Batch start(Actor by, CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.START_INQUIRY, number);
        if (!file.isRunning()) {
            throw new Problem.Conflict("案件已结，不能再以本案名义查询财产");
        }
        if (file.respondents().stream().noneMatch(CaseParty::hasNumber)) {
            throw new Problem.Conflict("被执行人均无证件号，无法查询，请先补录证件号");
        }
        store.lockCase(file.id());
        Optional<Batch> open = store.openBatch(file.id());
        if (open.isPresent()) {
            return open.get();
        }
        Wanted wanted = all("承办人发起");
        return asking.begin(by, file, newBatch(by, file), wanted, asking.questions(file, wanted, List.of()))
                .batch();
    }

    private static Wanted all(String because) {
        return new Wanted(because, Set.of(), Set.of(), true);
    }

    private Batch newBatch(Actor by, CaseFile file) {
        return store.addBatch(file.id(), file.court(), clock.instant(), by.display());
    }

    /** Sends a request again that was handed to a person. */
    @Transactional
    public void sendAgain(Actor by, CaseNumber number, long request) {
        CaseFile file = cases.open(by, UseCase.START_INQUIRY, number);
        if (!outbox.sendAgain(file.id(), request, clock.instant())) {
            throw new Problem.Conflict("该请求不在人工处理状态，无需重发");
        }
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act("INQUIRY_SENT_AGAIN", "重新发送转人工处理的协助请求", Map.of("request", Long.toString(request))));
    }

    /**
     * Takes back the inquiries of a case that no institution has in hand yet (撤回未发送的查询); what is under way goes on.
     *
     * @return how many were taken back
     */
    @Transactional
    public int cancel(Actor by, CaseNumber number, String because) {
        CaseFile file = cases.open(by, UseCase.START_INQUIRY, number);
        String why = because.strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw new Problem.Invalid("because", "请填写取消查询的理由（1至%d字）".formatted(LONGEST_REASON));
        }
        List<Long> taken = outbox.cancel(file.id(), "已取消：" + why, clock.instant());
        if (taken.isEmpty()) {
            throw new Problem.Conflict("没有尚未发送的查询请求，已发送的须等待反馈");
        }
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        "INQUIRY_CANCELLED",
                        "取消尚未发送的查询请求%d项：%s".formatted(taken.size(), why),
                        Map.of("requests", Integer.toString(taken.size()))));
        rounds.settled(Set.copyOf(taken));
        return taken.size();
    }

    /**
     * Takes back what no institution has in hand yet of one round. Whoever calls has asked whether {@code by} may.
     *
     * @return how many were taken back
     */
    @Transactional
    public int withdraw(Actor by, CaseId id, CourtCode court, long batch, String because) {
        int taken = outbox.cancelRound(batch, "已取消：" + because, clock.instant());
        if (taken > 0) {
            audit.record(
                    by,
                    court,
                    id,
                    new Act(
                            "INQUIRY_CANCELLED",
                            "取消尚未发送的查询请求%d项：%s".formatted(taken, because),
                            Map.of("requests", Integer.toString(taken))));
            rounds.settled(Set.of(batch));
        }
        return taken;
    }

    /** Which institution was asked about which respondent of a case since then; what was taken back was not asked. */
    public List<AskedPair> asked(CaseId id, Instant since) {
        return store.asked(id, since);
    }

    /** Every request of a case, the newest round first. */
    public List<InquiryView> ofCase(CaseId id) {
        return store.ofCase(id);
    }

    /** Whether answers are still awaited. */
    public boolean isWaiting(CaseId id) {
        return store.unanswered(id) > 0;
    }
}
