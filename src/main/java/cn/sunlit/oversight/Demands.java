package cn.sunlit.oversight;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.InnerNode;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.Role;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Problem.FieldError;
import cn.sunlit.settings.CourtPractice;
import cn.sunlit.settings.Holidays;
import cn.sunlit.statutes.PracticeNumber;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Orders of supervision: asked by who stands above or outside, answered with evidence, accepted or sent back by who asked. */
@Service
@Transactional
class Demands {

    private final DemandStore store;
    private final Cases cases;
    private final Docket docket;
    private final Documents documents;
    private final Access access;
    private final Courts courts;
    private final Audit audit;
    private final Holidays holidays;
    private final CourtPractice practice;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Demands(
            DemandStore store,
            Cases cases,
            Docket docket,
            Documents documents,
            Access access,
            Courts courts,
            Audit audit,
            Holidays holidays,
            CourtPractice practice,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.cases = cases;
        this.docket = docket;
        this.documents = documents;
        this.access = access;
        this.courts = courts;
        this.audit = audit;
        this.holidays = holidays;
        this.practice = practice;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What is asked.
     *
     * @param node the code of a node of the case, or null
     * @param days working days for the answer; null for the court's own practice
     * @param from the procuratorate whose letter is entered, or null
     * @param letter the letter's number
     * @param file the letter as PDF
     */
    record Wanted(
            @Nullable String node,
            @Nullable String asks,
            @Nullable Integer days,
            @Nullable String from,
            @Nullable String letter,
            byte @Nullable [] file) {}

    /**
     * Issues an order on a case, or enters one that came by letter.
     *
     * @throws Problem.Forbidden to who may not ask this court
     * @throws Problem.Invalid naming each field that is missing or wrong
     */
    long issue(Actor by, CaseNumber number, Wanted wanted) {
        CaseFile file = cases.open(by, UseCase.ISSUE_DEMAND, number);
        Demand.Issuer issuer = issuer(by, file.court(), wanted);
        LocalDate today = LocalDate.now(clock);
        int days = wanted.days() == null ? term(file.court(), today) : wanted.days();
        List<FieldError> errors = new ArrayList<>();
        String asks = text(errors, "asks", wanted.asks(), 1000, "请写明督办的事项和要求");
        if (!asks.isEmpty() && asks.length() < 5) {
            errors.add(new FieldError("asks", "请写明督办的事项和要求，至少5个字"));
        }
        if (days < 1 || days > 60) {
            errors.add(new FieldError("days", "答复期限为1至60个工作日"));
        }
        String body = courts.nameOf(by.court());
        String letter = PlainText.optional("letter", wanted.letter(), 100);
        if (issuer == Demand.Issuer.PROCURATORATE) {
            body = by.has(Role.PROCURATORATE) ? by.name() : text(errors, "from", wanted.from(), 60, "请填写人民检察院的名称");
            letter = text(errors, "letter", wanted.letter(), 100, "请填写检察建议的文号");
        }
        String node = wanted.node() == null || wanted.node().isBlank()
                ? null
                : wanted.node().strip();
        if (node != null
                && docket.innerNodes(file.id()).stream().map(InnerNode::code).noneMatch(node::equals)) {
            errors.add(new FieldError("node", "本案的流程清单中没有节点“%s”".formatted(node)));
        }
        Letter paper = Letter.of(wanted.file());
        if (paper != null && !paper.isPdf()) {
            errors.add(new FieldError("file", "来函须为 PDF 文件，不超过1.5MB"));
        }
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
        audit.hold(file.id());
        LocalDate due = after(today, days);
        long id = store.issue(new DemandStore.New(
                file.id(),
                file.court(),
                node,
                issuer,
                body,
                by.login(),
                by.name(),
                asks,
                letter,
                paper,
                due,
                today,
                clock.instant()));
        record(by, file, "DEMAND_ISSUED", id, "%s督办：%s，%s前答复".formatted(body, asks, due));
        events.publishEvent(new DemandMoved(file.id(), "%s督办，%s前答复".formatted(body, due)));
        return id;
    }

    /** A superior court asks the courts below it, a director his own; a letter of the procuratorate is entered where it came. */
    private Demand.Issuer issuer(Actor by, CourtCode court, Wanted wanted) {
        if (by.has(Role.PROCURATORATE)) {
            return Demand.Issuer.PROCURATORATE;
        }
        boolean own = by.court().equals(court);
        boolean letter = wanted.from() != null && !wanted.from().isBlank();
        if (own && letter) {
            return Demand.Issuer.PROCURATORATE;
        }
        if (own && (by.has(Role.BUREAU_CHIEF) || by.has(Role.PRESIDENT))) {
            return Demand.Issuer.DIRECTOR;
        }
        if (!own && by.has(Role.SUPERVISOR)) {
            return Demand.Issuer.SUPERIOR;
        }
        if (own) {
            throw new Problem.Invalid("from", "本院的监督人员登记人民检察院的来函，请填写人民检察院的名称；督办由局长或者上级法院作出");
        }
        throw new Problem.Forbidden("只有本院局长、上级法院的监督人员和人民检察院可以督办");
    }

    /**
     * Answers with documents of the case.
     *
     * @param evidence ids of the case's documents
     * @throws Problem.Conflict when no answer is due
     * @throws Problem.Invalid for no text, or a document of another case
     */
    Demand reply(Actor by, long id, @Nullable String text, @Nullable Set<Long> evidence) {
        Demand demand = known(by, UseCase.REPLY_DEMAND, id);
        String body = PlainText.required("text", text, 1000, "请写明办理情况");
        List<Document> ofCase = documents.ofCase(demand.caseId());
        List<String> shown = (evidence == null ? Set.<Long>of() : evidence)
                .stream()
                        .sorted()
                        .map(key -> ofCase.stream()
                                .filter(d -> d.id() == key)
                                .findFirst()
                                .map(d -> "《%s》%s（SHA-256 %s）".formatted(d.title(), d.number(), d.sha256()))
                                .orElseThrow(() -> new Problem.Invalid("evidence", "文书%d不是本案的文书".formatted(key))))
                        .toList();
        // A case that was taken over may have no document yet; its officer can answer all the same.
        if (shown.isEmpty() && !ofCase.isEmpty()) {
            throw new Problem.Invalid("evidence", "请至少选择一份本案文书作为办理的证据");
        }
        audit.hold(demand.caseId()); // of two answers or decisions at once the second sees the first
        if (!again(id).awaitsAnswer()) {
            throw new Problem.Conflict("这件督办已经答复，正在审核或者已经办结");
        }
        move(by, demand, Demand.Kind.REPLIED, body, shown, null);
        events.publishEvent(new DemandMoved(demand.caseId(), "督办已有答复，等待您审核", Set.of(demand.issuerLogin())));
        return again(id);
    }

    /**
     * The one who asked accepts the answer, or sends it back with a new day.
     *
     * @throws Problem.Forbidden to anybody else, to whoever answered, and to the officer whose case it is
     */
    Demand decide(Actor by, long id, boolean accepted, @Nullable String text, @Nullable Integer days) {
        Demand demand = known(by, UseCase.ISSUE_DEMAND, id);
        if (!demand.isIssuedBy(by.login(), courts.nameOf(by.court()))) {
            throw new Problem.Forbidden("由作出督办的一方审核答复");
        }
        if (by.login().equals(cases.inCharge(demand.caseId()).officer())) {
            throw new Problem.Forbidden("承办人不能审核对自己案件的督办的答复");
        }
        String body = accepted
                ? text == null || text.isBlank() ? "认可" : PlainText.required("text", text, 1000, "")
                : PlainText.required("text", text, 1000, "请写明退回的理由");
        LocalDate today = LocalDate.now(clock);
        LocalDate due = null;
        if (!accepted) {
            int term = days == null ? term(demand.court(), today) : days;
            if (term < 1 || term > 60) {
                throw new Problem.Invalid("days", "答复期限为1至60个工作日");
            }
            due = after(today, term);
        }
        audit.hold(demand.caseId()); // of two answers or decisions at once the second sees the first
        if (again(id).state() != Demand.State.REPLIED) {
            throw new Problem.Conflict("还没有待审核的答复");
        }
        access.otherPerson(by, store.replier(id));
        move(by, demand, accepted ? Demand.Kind.ACCEPTED : Demand.Kind.SENT_BACK, body, List.of(), due);
        if (!accepted) {
            events.publishEvent(new DemandMoved(demand.caseId(), "督办答复被退回，%s前重新答复".formatted(due)));
        }
        return again(id);
    }

    @Practice(id = "JD-03", text = "督办的答复期限为十个工作日，逾期未答复的按预警的各级期限升级。法律未规定，为产品默认值，由本院设定。")
    private int term(CourtCode court, LocalDate today) {
        return practice.of(court).on(PracticeNumber.DEMAND_DAYS, today).value();
    }

    /** Those of one case; a procuratorate sees what it has asked itself. */
    @Transactional(readOnly = true)
    List<Demand> ofCase(Actor by, CaseFile file) {
        access.allow(by, UseCase.READ_DEMANDS, file.court(), file.id());
        String outside = outside(by);
        return store.ofCase(file.id()).stream()
                .filter(d -> outside == null || d.issuerLogin().equals(outside))
                .toList();
    }

    /** Those of the own court and the courts below; a procuratorate sees what it has asked itself. */
    @Transactional(readOnly = true)
    List<Demand> all(Actor by) {
        access.allow(by, UseCase.READ_DEMANDS, by.court());
        return store.ofCourts(courts.within(by.court()), outside(by));
    }

    @Transactional(readOnly = true)
    List<DemandStore.Figures> figures(Actor by) {
        access.allow(by, UseCase.READ_DEMANDS, by.court());
        LocalDate today = LocalDate.now(clock);
        return store.figures(courts.within(by.court()), outside(by), today.withDayOfYear(1), today);
    }

    @Transactional(readOnly = true)
    byte[] letter(Actor by, long id) {
        known(by, UseCase.READ_DEMANDS, id);
        return store.letter(id).orElseThrow(() -> new Problem.NotFound("这件督办没有来函文件"));
    }

    private static @Nullable String outside(Actor by) {
        return by.has(Role.PROCURATORATE) ? by.login() : null;
    }

    /** @throws Problem.NotFound also to a procuratorate for what another one asked */
    private Demand known(Actor by, UseCase what, long id) {
        Demand demand = again(id);
        access.allow(by, what, demand.court(), demand.caseId());
        if (by.has(Role.PROCURATORATE) && !demand.issuerLogin().equals(by.login())) {
            throw new Problem.NotFound("没有这件督办");
        }
        return demand;
    }

    private Demand again(long id) {
        return store.one(id).orElseThrow(() -> new Problem.NotFound("没有这件督办"));
    }

    private void move(
            Actor by, Demand of, Demand.Kind kind, String body, List<String> evidence, @Nullable LocalDate due) {
        store.move(
                of.id(), kind, body, evidence, due, null, by.login(), by.name(), LocalDate.now(clock), clock.instant());
        record(by, cases.byId(of.caseId()), "DEMAND_" + kind, of.id(), "督办%s：%s".formatted(kind.zh(), body));
    }

    private void record(Actor by, CaseFile file, String type, long id, String summary) {
        audit.record(by, file.court(), file.id(), new Act(type, summary, Map.of("demand", Long.toString(id))));
    }

    private LocalDate after(LocalDate day, int workingDays) {
        return holidays.calendar().workingDayAfter(day, workingDays);
    }

    private static String text(
            List<FieldError> errors, String field, @Nullable String text, int most, String whatIsMissing) {
        try {
            return PlainText.required(field, text, most, whatIsMissing);
        } catch (Problem.Invalid wrong) {
            errors.addAll(wrong.errors());
            return "";
        }
    }
}
