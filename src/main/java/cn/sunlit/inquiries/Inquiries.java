package cn.sunlit.inquiries;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseFiled;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.cases.Cases;
import cn.sunlit.database.Deferred;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.documents.Kind;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem;
import cn.sunlit.keys.Keyring;
import cn.sunlit.parties.Parties;
import cn.sunlit.parties.Purpose;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Rounds of inquiries (网络查询): who is asked about whom, and what came back. The first round of a case is started by the
 * robot in the transaction that files the case, so that no case is forgotten.
 */
@Service
public class Inquiries {

    private static final String ROBOT = "机器人法官助理";

    @Practice(id = "CK-06", text = "协助请求先发控制事项，再发涉民生案件（绿色通道）的查询，然后发其他查询（产品默认值）")
    private static final int GREEN_LANE = 1;

    private static final int ORDINARY = 2;
    private static final int LONGEST_REASON = 200;

    private final InquiryStore store;
    private final OutboxStore outbox;
    private final Rounds rounds;
    private final Institutions institutions;
    private final Deferred<List<Institution>> register = Deferred.memo(ArrayList::new);
    private final Cases cases;
    private final Parties parties;
    private final Documents documents;
    private final Docket docket;
    private final Audit audit;
    private final Keyring keys;
    private final Clock clock;

    Inquiries(
            InquiryStore store,
            OutboxStore outbox,
            Rounds rounds,
            Institutions institutions,
            Cases cases,
            Parties parties,
            Documents documents,
            Docket docket,
            Audit audit,
            Keyring keys,
            Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.rounds = rounds;
        this.institutions = institutions;
        this.cases = cases;
        this.parties = parties;
        this.documents = documents;
        this.docket = docket;
        this.audit = audit;
        this.keys = keys;
        this.clock = clock;
    }

    /** The robot that acts for the court where nobody needs to decide. */
    public static Actor robot(CourtCode court) {
        return Actor.system(ROBOT, court);
    }

    /** A new case is asked about at once; an imported one brings its history and waits for its officer. */
    @EventListener
    void firstRound(CaseFiled filed) {
        if (filed.imported()) {
            return;
        }
        Actor robot = robot(filed.court());
        CaseFile file = cases.byId(filed.id());
        if (file.respondents().stream().noneMatch(CaseParty::hasNumber)) {
            audit.record(
                    robot,
                    filed.court(),
                    filed.id(),
                    new Act("INQUIRY_NOT_STARTED", "被执行人均无证件号，未能自动发起网络查询，请补录后发起", Map.of()));
            return;
        }
        queue(robot, file, store.addFirstBatch(file.id(), file.court(), clock.instant(), robot.display()));
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
        return open.isPresent()
                ? open.get()
                : queue(by, file, store.addBatch(file.id(), file.court(), clock.instant(), by.display()));
    }

    private Batch queue(Actor by, CaseFile file, Batch batch) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.now(clock);
        List<CaseParty> asked =
                file.respondents().stream().filter(CaseParty::hasNumber).toList();
        String names = String.join("、", asked.stream().map(CaseParty::name).toList());
        Document notice = documents.issue(
                by,
                file.court(),
                file.id(),
                file.number(),
                Kind.ASSIST_QUERY,
                Map.of("institution", "各协助执行单位", "respondent", names, "scope", "银行存款及网络资金、车辆、不动产、股权、证券等财产信息"));
        List<String> leftOut = new ArrayList<>();
        int count = 0;
        for (CaseParty respondent : file.respondents()) {
            if (!respondent.hasNumber()) {
                leftOut.add(respondent.name() + "：无证件号");
                continue;
            }
            count += ask(file, batch, respondent, notice.number(), now);
        }
        docket.complete(
                by,
                file.id(),
                "C01",
                today,
                List.of(
                        new Evidence("DOCUMENT", "document:" + notice.id(), notice.title(), notice.sha256()),
                        new Evidence(
                                "RECORD",
                                "inquiry-round:" + batch.id(),
                                "第%d轮网络查询发起记录（%d项请求）".formatted(batch.sequence(), count),
                                null)));
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        "INQUIRY_STARTED",
                        "发起第%d轮网络查询：向协助单位发出%d项请求".formatted(batch.sequence(), count),
                        Map.of("round", Integer.toString(batch.sequence()), "requests", Integer.toString(count))));
        return new Batch(batch.id(), batch.sequence(), count, List.copyOf(leftOut));
    }

    private int ask(CaseFile file, Batch batch, CaseParty respondent, String document, Instant now) {
        boolean person = respondent.kind() == cn.sunlit.parties.Kind.PERSON;
        String number = parties.numberForInquiry(respondent.id(), new Purpose(file.court(), file.id(), "向协助单位查询财产"))
                .orElseThrow(() -> new IllegalStateException("a respondent with a number has none"));
        List<InquiryStore.Queued> requests = new ArrayList<>();
        for (Institution to : institutions()) {
            if (!to.isOnline() || (person ? !to.answersPerson() : !to.answersOrganisation())) {
                continue;
            }
            UUID key = UUID.randomUUID();
            byte[] body = Wire.query(
                    key.toString(),
                    file.court().value(),
                    file.number().text(),
                    person,
                    respondent.name(),
                    number,
                    document);
            requests.add(new InquiryStore.Queued(
                    key,
                    batch.id(),
                    file.id(),
                    file.court(),
                    to.code(),
                    respondent.id(),
                    respondent.name(),
                    null,
                    file.livelihood() ? GREEN_LANE : ORDINARY,
                    keys.encrypt(Institutions.BODY, body),
                    now,
                    institutions.promised(to, now)));
        }
        store.addAll(requests);
        return requests.size();
    }

    /** Read once for all the cases that a transaction files. */
    private List<Institution> institutions() {
        List<Institution> known = register.kept();
        if (known == null) {
            return institutions.all();
        }
        if (known.isEmpty()) {
            known.addAll(institutions.all());
        }
        return known;
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
        taken.stream().distinct().forEach(batch -> rounds.ended(batch, file.id(), file.court()));
        return taken.size();
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
