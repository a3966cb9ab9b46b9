package cn.sunlit.property;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.Cases;
import cn.sunlit.identity.Access;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.UseCase;
import cn.sunlit.inquiries.Inquiries;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.property.GuardianLeads.Snapshot;
import cn.sunlit.property.GuardianRules.Colour;
import cn.sunlit.property.GuardianRules.Lead;
import cn.sunlit.property.RenewalStore.Candidate;
import cn.sunlit.property.RenewalStore.Renewal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Renewals: the program proposes each one when its time comes, the officer confirms one or many or says why not; the order
 * goes the way of every measure, and its answer is the proof.
 */
@Service
class Renewals {

    private static final Logger LOG = LoggerFactory.getLogger(Renewals.class);

    static final int MOST_AT_ONCE = 100;
    private static final int BATCH = 200;

    private final RenewalStore store;
    private final GuardianLeads leads;
    private final Measures measures;
    private final MeasureStore holds;
    private final AssetStore assets;
    private final Papers papers;
    private final GuardianPapers notices;
    private final Cases cases;
    private final Access access;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Renewals(
            RenewalStore store,
            GuardianLeads leads,
            Measures measures,
            MeasureStore holds,
            AssetStore assets,
            Papers papers,
            GuardianPapers notices,
            Cases cases,
            Access access,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.leads = leads;
        this.measures = measures;
        this.holds = holds;
        this.assets = assets;
        this.papers = papers;
        this.notices = notices;
        this.cases = cases;
        this.access = access;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Proposes what has come within the time of a renewal: at once for what is new, for all else once a day. */
    @Transactional
    int propose() {
        List<Candidate> fresh = store.fresh(BATCH);
        if (!fresh.isEmpty()) {
            Set<CourtCode> where = fresh.stream().map(Candidate::court).collect(Collectors.toSet());
            look(fresh, leads.of(where));
            fresh.stream().filter(Candidate::tells).forEach(this::tell);
            return fresh.size();
        }
        LocalDate today = LocalDate.now(clock);
        if (store.doneUntil("propose").filter(today::equals).isPresent()) {
            return 0;
        }
        Snapshot now = leads.of(store.courts());
        int proposed = 0;
        for (GuardianStore.Place place : now.places()) {
            proposed += look(store.unasked(place, BATCH - proposed), now);
            if (proposed >= BATCH) {
                return proposed;
            }
        }
        store.done("propose", today);
        return Math.max(1, proposed);
    }

    private void tell(Candidate c) {
        notices.endOfPreservation(
                Inquiries.robot(c.court()),
                cases.byId(c.caseId()),
                c.place() + c.title(),
                c.endsOn(),
                LocalDate.now(clock));
    }

    private static Colour colour(Candidate c, Snapshot now) {
        return GuardianRules.colour(c.endsOn(), false, now.place(c.court()).of(c.institution(), c.kind()));
    }

    private int look(List<Candidate> all, Snapshot now) {
        Set<Long> asked = new HashSet<>();
        for (Candidate c : all) {
            if (colour(c, now) == Colour.CALM) {
                continue;
            }
            asked.add(c.measure());
            Lead lead = now.lead(c.court(), c.institution(), c.kind());
            LocalDate lastDay = GuardianRules.lastDayToAct(c.endsOn(), lead.days(), now.calendar());
            if (store.propose(c, lastDay, lead.how(), now.today())) {
                audit.record(
                        Inquiries.robot(c.court()),
                        c.court(),
                        c.caseId(),
                        new Act(
                                "RENEWAL_PROPOSED",
                                "%s%s的控制期限至%s，最迟%s办理续行，已拟续行裁定和协助执行通知，请承办人确认"
                                        .formatted(c.place(), c.title(), c.endsOn(), lastDay),
                                Map.of(
                                        "measure", Long.toString(c.measure()),
                                        "until", c.endsOn().toString(),
                                        "lead", lead.how())));
            }
        }
        if (!all.isEmpty()) {
            store.lookedAt(all.stream().map(Candidate::measure).toList(), asked);
        }
        return asked.size();
    }

    /** What became of one of the chosen. */
    record Outcome(long renewal, @Nullable CaseNumber number, String asset, boolean done, String sentence) {}

    /**
     * Confirms renewals, each in a transaction of its own: one that is refused keeps none of the others from going out. Sent
     * twice it is ordered once.
     *
     * @param reason the party's application or another ground; needed where a preservation is continued on application only
     */
    List<Outcome> confirm(Actor by, List<Long> renewals, @Nullable String reason) {
        access.allow(by, UseCase.ORDER_MEASURE, by.court());
        String ground = PlainText.optional("reason", reason, 500);
        return each(by, renewals, "续行裁定和协助执行通知已发出，收到反馈后到期日自动更新", r -> confirm(by, r, ground));
    }

    @Law(id = "XF-06", statute = "民诉法解释", edition = "2022-04-10", article = 485, text = "人民法院也可以依职权办理续行查封、扣押、冻结手续。")
    private void confirm(Actor by, Renewal r, @Nullable String ground) {
        if (r.preservation() && ground == null) {
            throw new Problem.Conflict("财产保全的续行依申请办理，请写明申请人的续行申请（财产保全规定第十八条）");
        }
        if (r.waiting()) {
            throw new Problem.Conflict("轮候没有生效，不作续行裁定；请向登记机构续办轮候登记，办好后登记新的到期日");
        }
        if (r.state().equals("ORDERED") && !r.isOpen()) {
            return;
        }
        MeasureId order = measures.order(by, r.number(), new MeasureDraft(MeasureKind.RENEW, r.asset(), null, ground));
        store.ordered(r.id(), order.value(), ground, by.display(), LocalDate.now(clock));
    }

    /**
     * Decides that something is not renewed; it is let go on purpose then and does not count as lost.
     *
     * @param reason needed
     */
    List<Outcome> decline(Actor by, List<Long> renewals, @Nullable String reason) {
        access.allow(by, UseCase.ORDER_MEASURE, by.court());
        String why = PlainText.required("reason", reason, 500, "请写明不续行的理由");
        return each(by, renewals, "已记录不续行，期满后不计入丢失", r -> {
            CaseFile file = cases.open(by, UseCase.ORDER_MEASURE, r.number());
            if (!r.isOpen()) {
                throw new Problem.Conflict("续行通知已经发出，不能再决定不续行");
            }
            store.declined(r.id(), why, by.display(), LocalDate.now(clock));
            audit.record(
                    by,
                    file.court(),
                    file.id(),
                    new Act(
                            "RENEWAL_DECLINED",
                            "决定不续行%s%s（%s届满）：%s".formatted(r.place(), r.title(), r.endsOn(), why),
                            Map.of("measure", Long.toString(r.measure()), "reason", why)));
        });
    }

    /**
     * Enters until when a register keeps a waiting place (轮候续登).
     *
     * @param document the register's paper
     */
    @Transactional
    void registeredAgain(Actor by, long renewal, @Nullable LocalDate until, @Nullable String document) {
        Renewal r = store.lock(renewal).orElseThrow(Renewals::unknown);
        CaseFile file = cases.open(by, UseCase.ORDER_MEASURE, r.number());
        if (!r.waiting() || !r.standing()) {
            throw new Problem.Conflict("该措施不在轮候，或者已经续登");
        }
        if (until == null
                || !until.isAfter(r.endsOn())
                || until.isAfter(r.endsOn().plusYears(3))) {
            throw new Problem.Invalid("until", "新的轮候登记到期日应晚于%s，且不超过三年".formatted(r.endsOn()));
        }
        String paper = PlainText.required("document", document, 200, "请填写登记机构回执的文号或者名称");
        store.registeredAgain(r.measure(), until);
        audit.record(
                by,
                file.court(),
                file.id(),
                new Act(
                        "WAITING_REGISTERED_AGAIN",
                        "%s%s的轮候登记续至%s（%s）".formatted(r.place(), r.title(), until, paper),
                        Map.of("measure", Long.toString(r.measure()), "until", until.toString(), "document", paper)));
    }

    /** One step with one proposal. */
    private interface Step {
        void with(Renewal renewal);
    }

    private List<Outcome> each(Actor by, List<Long> renewals, String done, Step step) {
        if (renewals.isEmpty() || renewals.size() > MOST_AT_ONCE) {
            throw new Problem.Invalid("renewal", "请选1至%d项".formatted(MOST_AT_ONCE));
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Long id : renewals.stream()
                .filter(Objects::nonNull)
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList()) {
            outcomes.add(one(by, id, done, step));
        }
        return outcomes;
    }

    private Outcome one(Actor by, long id, String done, Step step) {
        Renewal known = store.find(id).orElse(null);
        CaseNumber number = known == null ? null : known.number();
        String asset = known == null ? "" : known.place() + known.title();
        try {
            transaction.executeWithoutResult(status -> {
                Renewal r = store.lock(id).orElseThrow(Renewals::unknown);
                cases.open(by, UseCase.ORDER_MEASURE, r.number());
                if (!r.standing()) {
                    throw new Problem.Conflict("该措施已经续行、解除或者失效，不需要再办");
                }
                step.with(r);
            });
            return new Outcome(id, number, asset, true, done);
        } catch (Problem.Forbidden | Problem.NotFound hidden) {
            // Nothing of another court's case is said.
            return new Outcome(id, null, "", false, String.valueOf(hidden.getMessage()));
        } catch (Problem refused) {
            return new Outcome(id, number, asset, false, String.valueOf(refused.getMessage()));
        } catch (DataAccessException failed) {
            LOG.error("renewal {} could not be done with others", id, failed);
            return new Outcome(id, number, asset, false, "没有办成，请稍后再试；本项没有任何改动");
        }
    }

    private static Problem.NotFound unknown() {
        return new Problem.NotFound("没有这项续行建议");
    }

    /**
     * The ruling and the notice as they would go out, for whoever decides.
     *
     * @param texts not numbered and not issued
     */
    record Prepared(Renewal renewal, CaseFile file, List<Papers.Draft> texts) {}

    @Transactional(readOnly = true)
    Prepared prepared(Actor by, long renewal) {
        Renewal r = store.find(renewal).orElseThrow(Renewals::unknown);
        CaseFile file = cases.open(by, UseCase.READ_INQUIRIES, r.number());
        return new Prepared(
                r,
                file,
                papers.drafts(
                        file,
                        assets.inCase(file.id(), r.asset()),
                        holds.control(file.id(), r.asset()),
                        LocalDate.now(clock)));
    }
}
