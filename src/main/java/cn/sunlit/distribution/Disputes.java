package cn.sunlit.distribution;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.docket.Docket;
import cn.sunlit.docket.Evidence;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.documents.Kind;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.settings.Holidays;
import cn.sunlit.statutes.PlanTerms;
import cn.sunlit.statutes.StatuteBook;
import cn.sunlit.statutes.WorkCalendar;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * After a plan is decided: its service on everybody, objections within fifteen days of it, the fifteen days of the others to
 * oppose, the fifteen days of the objector to sue. What a term that runs out brings, {@link PassedTerms} does.
 */
@Service
@Transactional
class Disputes {

    private static final String ART_509 = StatuteBook.cite("民诉法解释", "2022-04-10", 509);
    private static final String ART_510 = StatuteBook.cite("民诉法解释", "2022-04-10", 510);

    private final PlanStore store;
    private final ObjectionStore objections;
    private final Plans plans;
    private final Board board;
    private final RunningTerms running;
    private final Deposits deposits;
    private final Cases cases;
    private final Documents documents;
    private final Docket docket;
    private final Holidays holidays;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Disputes(
            PlanStore store,
            ObjectionStore objections,
            Plans plans,
            Board board,
            RunningTerms running,
            Deposits deposits,
            Cases cases,
            Documents documents,
            Docket docket,
            Holidays holidays,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.objections = objections;
        this.plans = plans;
        this.board = board;
        this.running = running;
        this.deposits = deposits;
        this.cases = cases;
        this.documents = documents;
        this.docket = docket;
        this.holidays = holidays;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Puts on record that the plan reached somebody; the fifteen days to object begin. @param recipient zero for all not served */
    void served(Actor by, CaseNumber number, long plan, long recipient, @Nullable LocalDate on, @Nullable String how) {
        CaseFile file = cases.open(by, UseCase.KEEP_PLAN, number);
        Plan p = board.lock(file.id(), plan).orElseThrow(Plans::unknown);
        Long paper = p.documentId();
        LocalDate decided = p.decidedOn();
        if (p.state() != PlanState.DECIDED || paper == null || decided == null) {
            throw new Problem.Conflict("方案%s，不能登记送达".formatted(p.state().zh()));
        }
        LocalDate day = day(on, decided);
        String way = PlainText.required("how", how, 60, "请填写送达方式和回证编号");
        List<Recipient> to = objections.recipients(plan).stream()
                .filter(r -> r.servedOn() == null && (recipient == 0 || r.id() == recipient))
                .toList();
        if (to.isEmpty()) {
            throw new Problem.Conflict("没有待送达的当事人");
        }
        LocalDate due = PlanTerms.toObject(day, calendar()).endsOn();
        Document d = documents.find(paper).orElseThrow();
        for (Recipient r : to) {
            objections.served(r.id(), day, way, due);
            running.toObject(by, p, r, day, d);
            if (r.party() != null && file.id().equals(r.caseId())) {
                documents.served(by, paper, r.party(), r.name(), way, day);
            }
            record(by, file, plan, "PLAN_SERVED", "向%s送达财产分配方案（%s），异议期至%s".formatted(r.name(), way, due));
        }
        if (objections.recipients(plan).stream().allMatch(r -> r.servedOn() != null)) {
            docket.complete(by, file.id(), "F04", Plans.subject(plan), day, List.of(PlanPaper.evidence(d)));
        }
    }

    /** Enters a written objection; one that comes late changes nothing, and the record says so. */
    long object(
            Actor by,
            CaseNumber number,
            long plan,
            long recipient,
            @Nullable LocalDate on,
            @Nullable String words,
            Change wish) {
        CaseFile file = cases.open(by, UseCase.KEEP_PLAN, number);
        Plan p = board.lock(file.id(), plan).orElseThrow(Plans::unknown);
        if (p.state() != PlanState.DECIDED && p.state() != PlanState.EFFECTIVE) {
            throw new Problem.Conflict("方案%s，不能登记异议".formatted(p.state().zh()));
        }
        Recipient r = recipient(plan, recipient);
        LocalDate served = r.servedOn();
        LocalDate due = r.dueOn();
        if (served == null || due == null) {
            throw new Problem.Conflict("尚未向%s送达分配方案，请先登记送达".formatted(r.name()));
        }
        LocalDate day = day(on, served);
        String text = PlainText.required("words", words, 500, "请写明书面异议的要点");
        Change.Input input = board.input(p);
        if (wish.no() != 0) {
            Plans.entry(input, wish.no());
        }
        List<PlanView.Move> moves = moves(p, input, wish);
        boolean late = day.isAfter(due);
        long id = objections.add(
                plan,
                recipient,
                day,
                text,
                wish.no(),
                board.written(wish),
                late ? Objection.State.LATE : Objection.State.RAISED,
                late ? day : null,
                late ? "异议期%s届满，%s才提出（%s）".formatted(due, day, ART_509) : null);
        record(by, file, plan, "PLAN_OBJECTED", "%s%s对分配方案提出书面异议：%s".formatted(r.name(), late ? "逾期" : "", text));
        if (late) {
            return id;
        }
        running.objected(by, p, r, day, id);
        docket.happened(
                by,
                file.id(),
                "DISTRIBUTION_OBJECTION_RECEIVED",
                day,
                "%s的书面异议".formatted(r.name()),
                subject(id),
                Set.of(RunningTerms.NODE));
        Document notice = documents.issue(
                by,
                file.court(),
                file.id(),
                file.number(),
                Kind.PLAN_OBJECTION_NOTICE,
                PlanPaper.dispute(p, file, r.name(), day, text, moves));
        objections.notice(id, notice.id());
        return id;
    }

    private List<PlanView.Move> moves(Plan p, Change.Input input, Change wish) {
        List<PlanView.Move> moves;
        try {
            moves = Board.moves(p.pool(), input, wish.on(input), board.bonus(p));
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid("wish", String.valueOf(e.getMessage()));
        }
        if (moves.isEmpty()) {
            throw new Problem.Invalid("wish", "请填写异议人要求改动的内容；所填的内容不改变任何一项分配");
        }
        return moves;
    }

    /** Those who did not object were told of an objection; their fifteen days begin. @param recipient zero for all not told */
    void told(Actor by, CaseNumber number, long plan, long objection, long recipient, @Nullable LocalDate on) {
        CaseFile file = cases.open(by, UseCase.KEEP_PLAN, number);
        Plan p = plans.hosted(file, plan);
        Objection o = open(file, plan, objection, Set.of(Objection.State.RAISED, Objection.State.OPPOSED));
        LocalDate day = day(on, o.receivedOn());
        LocalDate due = PlanTerms.toOppose(day, calendar()).endsOn();
        List<Recipient> others = objections.recipients(plan).stream()
                .filter(r -> r.id() != o.recipient())
                .toList();
        List<Recipient> now = others.stream()
                .filter(r -> recipient == 0 || r.id() == recipient)
                .filter(r -> objections.tell(objection, r.id(), day, due))
                .toList();
        if (now.isEmpty()) {
            throw new Problem.Conflict("没有待通知的当事人，通知之日已经登记");
        }
        now.forEach(r -> running.toOppose(by, p, o, r, day));
        if (objections.replies(objection).size() == others.size()) {
            docket.complete(
                    by,
                    file.id(),
                    RunningTerms.NODE,
                    subject(objection),
                    day,
                    List.of(new Evidence("RECORD", subject(objection) + ":told", "异议已通知其他各当事人", null)));
        }
        record(by, file, plan, "PLAN_OBJECTION_TOLD", "%s的异议已通知其他当事人，反对期至%s".formatted(o.objector(), due));
    }

    /** Somebody opposes the objection in time. */
    void opposed(
            Actor by,
            CaseNumber number,
            long plan,
            long objection,
            long recipient,
            @Nullable LocalDate on,
            @Nullable String words) {
        CaseFile file = cases.open(by, UseCase.KEEP_PLAN, number);
        Plan p = plans.hosted(file, plan);
        Objection o = open(file, plan, objection, Set.of(Objection.State.RAISED, Objection.State.OPPOSED));
        Reply reply = objections.replies(objection).stream()
                .filter(y -> y.recipient() == recipient)
                .findFirst()
                .orElseThrow(() -> new Problem.Conflict("请先登记向该当事人通知异议的日期"));
        LocalDate day = day(on, reply.toldOn());
        if (day.isAfter(reply.dueOn())) {
            throw new Problem.Conflict(
                    "反对意见逾期",
                    List.of(new Problem.Refusal(
                            "FP-16",
                            ART_510,
                            "%s的反对期%s届满，%s提出的反对意见不影响按异议修正".formatted(reply.name(), reply.dueOn(), day))));
        }
        String text = PlainText.required("words", words, 500, "请写明反对意见的要点");
        if (!objections.oppose(objection, recipient, day, text)) {
            throw new Problem.Conflict("%s的反对意见已经登记".formatted(reply.name()));
        }
        objections.state(objection, Objection.State.OPPOSED);
        running.opposed(by, p, o, reply, day);
        Document notice = documents.issue(
                by,
                file.court(),
                file.id(),
                file.number(),
                Kind.PLAN_OPPOSITION_NOTICE,
                PlanPaper.dispute(p, file, o.objector(), day, reply.name() + "：" + text, List.of()));
        objections.opposition(objection, notice.id());
        record(by, file, plan, "PLAN_OBJECTION_OPPOSED", "%s反对%s的异议：%s".formatted(reply.name(), o.objector(), text));
    }

    /** The objector learnt that the objection is opposed; fifteen days to sue begin. */
    void toldObjector(Actor by, CaseNumber number, long plan, long objection, @Nullable LocalDate on) {
        CaseFile file = cases.open(by, UseCase.KEEP_PLAN, number);
        Objection o = open(file, plan, objection, Set.of(Objection.State.OPPOSED));
        LocalDate opposed = objections.replies(objection).stream()
                .map(Reply::opposedOn)
                .filter(java.util.Objects::nonNull)
                .min(LocalDate::compareTo)
                .orElse(o.receivedOn());
        LocalDate day = day(on, opposed);
        LocalDate due = PlanTerms.toSue(day, calendar()).endsOn();
        objections.told(objection, day, due);
        running.toSue(by, plans.hosted(file, plan), o, day);
        record(by, file, plan, "PLAN_OBJECTOR_TOLD", "反对意见已通知%s，起诉期至%s".formatted(o.objector(), due));
    }

    /** The objector sued in time: what is in dispute stays deposited until the judgment. */
    void sued(Actor by, CaseNumber number, long plan, long objection, @Nullable LocalDate on, @Nullable String suit) {
        CaseFile file = cases.open(by, UseCase.KEEP_PLAN, number);
        Objection o = open(file, plan, objection, Set.of(Objection.State.TOLD));
        LocalDate due = java.util.Objects.requireNonNull(o.suitDueOn());
        LocalDate day = day(on, java.util.Objects.requireNonNull(o.toldOn()));
        if (day.isAfter(due)) {
            throw new Problem.Conflict(
                    "起诉逾期",
                    List.of(new Problem.Refusal("FP-17", ART_510, "起诉期%s届满，%s起诉的，按照原分配方案分配".formatted(due, day))));
        }
        String number2 = PlainText.required("suit", suit, 100, "请填写分配方案异议之诉的案号");
        objections.sued(objection, day, number2);
        Plan p = plans.hosted(file, plan);
        running.sued(by, p, o, day, number2);
        deposits.settle(by, p, "%s提起分配方案异议之诉（%s）".formatted(o.objector(), number2));
        record(by, file, plan, "PLAN_SUED", "%s提起分配方案异议之诉（%s），争议部分提存".formatted(o.objector(), number2));
    }

    /** The suit has ended. */
    void judged(Actor by, CaseNumber number, long plan, long objection, boolean won, @Nullable String how) {
        CaseFile file = cases.open(by, UseCase.KEEP_PLAN, number);
        Objection o = open(file, plan, objection, Set.of(Objection.State.SUED));
        String text = PlainText.required("how", how, 300, "请填写判决书的案号和结果");
        LocalDate today = LocalDate.now(clock);
        if (won) {
            objections.state(objection, Objection.State.WON);
        } else {
            end(by, file, o, Objection.State.LOST, text);
        }
        record(
                by,
                file,
                plan,
                "PLAN_SUIT_ENDED",
                "分配方案异议之诉%s支持%s的异议：%s（%s）".formatted(won ? "" : "未", o.objector(), text, today));
    }

    /** The objector takes the objection back. */
    void withdrawn(Actor by, CaseNumber number, long plan, long objection, @Nullable String how) {
        CaseFile file = cases.open(by, UseCase.KEEP_PLAN, number);
        Objection o = open(file, plan, objection, Set.of(Objection.State.values()));
        end(by, file, o, Objection.State.WITHDRAWN, PlainText.required("how", how, 300, "请填写撤回的文书"));
        record(by, file, plan, "PLAN_OBJECTION_WITHDRAWN", "%s撤回异议".formatted(o.objector()));
    }

    /**
     * Proposes to amend the plan: as an objection wants that nobody opposed or that a suit upheld, or because a claim that
     * was set aside is now adjudicated. The chief decides.
     *
     * @param objection zero for none
     * @param lost whether the claim that was set aside was found not to exist
     */
    void amend(
            Actor by, CaseNumber number, long plan, long objection, int claim, boolean lost, @Nullable String because) {
        CaseFile file = cases.open(by, UseCase.PREPARE_PLAN, number);
        Plan p = board.lock(file.id(), plan).orElseThrow(Plans::unknown);
        if (p.state() != PlanState.DECIDED && p.state() != PlanState.EFFECTIVE) {
            throw new Problem.Conflict("方案%s，不能修正".formatted(p.state().zh()));
        }
        Change change = objection == 0
                ? lost ? Change.without(claim) : Change.confirmed(claim)
                : board.wish(open(file, plan, objection, Set.of(Objection.State.UNOPPOSED, Objection.State.WON)));
        Change.Input before = board.input(p);
        if (objection == 0 && Plans.entry(before, claim).adjudicated()) {
            throw new Problem.Conflict("这项债权已经裁判确认，只能按异议修正");
        }
        Change.Input after = change.on(before);
        Map<Integer, cn.sunlit.kernel.Money> paid = board.paid(p);
        plans.computed(p, after).lines().forEach(l -> {
            if (l.share().compareTo(PlanView.of(paid, l.claim().no())) < 0) {
                throw new Problem.Conflict(
                        "“%s”已发放的数额超过修正后的份额，不能修正".formatted(l.claim().creditor()));
            }
        });
        String why = PlainText.required("because", because, 300, "请写明修正的理由");
        plans.version(by, file, p, after, why);
        store.propose(plan, by, objection);
    }

    private void end(Actor by, CaseFile file, Objection o, Objection.State to, String how) {
        LocalDate today = LocalDate.now(clock);
        objections.end(o.id(), to, today, how);
        running.idle(by, file.id(), o, to.zh());
        deposits.settle(by, plan(o), "%s的异议：%s".formatted(o.objector(), to.zh()));
        docket.complete(
                by,
                file.id(),
                RunningTerms.NODE,
                subject(o.id()),
                today,
                List.of(new Evidence(
                        "RECORD", subject(o.id()), "%s的异议：%s，%s".formatted(o.objector(), to.zh(), how), null)));
    }

    /** Ends the terms of a plan whose last day has passed. */
    boolean passed(Plan p, LocalDate today) {
        return board.lock(p.caseId(), p.id()).isPresent()
                && running.passed(Actor.system("分配方案", p.court()), p, today) > 0;
    }

    /** Nobody may object any more: what is not in dispute can be paid. */
    boolean over(Plan p, LocalDate today) {
        if (board.lock(p.caseId(), p.id()).isEmpty()
                || store.over(today, p.id() - 1).stream().noneMatch(o -> o.id() == p.id())) {
            return false;
        }
        store.effective(p.id(), today);
        system(p, "PLAN_EFFECTIVE", "财产分配方案的异议期均已届满，无争议的部分可以发放");
        return true;
    }

    /** Everybody was told of an objection and nobody opposed it in time. */
    boolean unopposed(Objection o, LocalDate today) {
        Plan p = plan(o);
        if (objections.unopposed(today, o.id() - 1).stream().noneMatch(s -> s.id() == o.id())) {
            return false;
        }
        objections.state(o.id(), Objection.State.UNOPPOSED);
        system(p, "PLAN_UNOPPOSED", "%s的异议期满无人反对，请审查修正分配方案".formatted(o.objector()));
        return true;
    }

    /** The objector did not sue in time. */
    boolean unsued(Objection o, LocalDate today) {
        Plan p = plan(o);
        if (objections.unsued(today, o.id() - 1).stream().noneMatch(s -> s.id() == o.id())) {
            return false;
        }
        CaseFile file = cases.byId(p.caseId());
        Actor robot = Actor.system("分配方案", p.court());
        running.unsued(robot, p, o, java.util.Objects.requireNonNull(o.suitDueOn()));
        end(robot, file, o, Objection.State.LAPSED, "起诉期%s届满未起诉（%s）".formatted(o.suitDueOn(), ART_510));
        system(p, "PLAN_OBJECTION_LAPSED", "%s逾期未起诉，按原分配方案分配".formatted(o.objector()));
        return true;
    }

    private Plan plan(Objection o) {
        return board.lock(objections.host(o.plan()), o.plan()).orElseThrow();
    }

    private void system(Plan p, String type, String text) {
        audit.record(
                Actor.system("分配方案", p.court()),
                p.court(),
                p.caseId(),
                new Act(type, text, Map.of("plan", Long.toString(p.id()))));
        events.publishEvent(new DistributionMoved(p.caseId(), text));
    }

    private Objection open(CaseFile file, long plan, long objection, Set<Objection.State> states) {
        if (board.lock(file.id(), plan).isEmpty()) {
            throw Plans.unknown();
        }
        Objection o = objections.lock(plan, objection).orElseThrow(() -> new Problem.NotFound("本方案没有这项异议"));
        if (!o.state().isOpen() || !states.contains(o.state())) {
            throw new Problem.Conflict("该异议%s，不能这样办理".formatted(o.state().zh()));
        }
        return o;
    }

    private Recipient recipient(long plan, long recipient) {
        return objections.recipients(plan).stream()
                .filter(r -> r.id() == recipient)
                .findFirst()
                .orElseThrow(() -> new Problem.Invalid("recipient", "请选择提出异议的当事人"));
    }

    private LocalDate day(@Nullable LocalDate on, LocalDate earliest) {
        LocalDate today = LocalDate.now(clock);
        if (on == null || on.isAfter(today) || on.isBefore(earliest)) {
            throw new Problem.Invalid("on", "请填写日期，不早于%s，不晚于今日".formatted(earliest));
        }
        return on;
    }

    private WorkCalendar calendar() {
        return holidays.calendar();
    }

    static String subject(long objection) {
        return "objection:" + objection;
    }

    private void record(Actor by, CaseFile file, long plan, String type, String summary) {
        audit.record(by, file.court(), file.id(), new Act(type, summary, Map.of("plan", Long.toString(plan))));
    }
}
