package cn.sunlit.distribution;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.Shares;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of plans, their versions and what was paid on them. */
@Repository
class PlanStore {

    private final JdbcClient db;

    PlanStore(JdbcClient db) {
        this.db = db;
    }

    /** A plan as it is opened. */
    record New(
            CaseId caseId,
            CaseNumber caseNumber,
            CourtCode court,
            long debtorParty,
            String debtor,
            DebtorKind debtorKind,
            @Nullable String solvency,
            String hosting,
            String source,
            @Nullable Long asset,
            Money pool,
            LocalDate asOf,
            String login,
            String name,
            Instant at) {}

    static final String OPEN = """
            insert into distribution.plan (case_id, case_number, court, debtor_party, debtor, debtor_kind, solvency, hosting,
                                           source, asset, pool_fen, as_of, state, opened_by, opened_name, opened_at)
            values (:caseId, :caseNumber, :court, :debtorParty, :debtor, :debtorKind, :solvency, :hosting, :source, :asset, :pool,
                    :asOf, 'DRAFT', :login, :name, :at)
            on conflict (case_id) where state in ('DRAFT', 'PROPOSED', 'DECIDED', 'EFFECTIVE') and not reopened do nothing
            returning id
            """;

    /** @return empty when a plan of this case is under way */
    Optional<Long> open(New n) {
        return db.sql(OPEN).paramSource(n).query(Long.class).optional();
    }

    private static final String COLUMNS = """
            select p.id, p.case_id, p.case_number, p.court, p.debtor_party, p.debtor, p.debtor_kind, p.solvency, p.hosting,
                   p.source, p.asset, p.pool_fen as pool, p.as_of, p.state, p.version, p.decided_version, p.amends, p.opened_name,
                   p.proposed_by, p.proposed_name, p.decided_by, p.decided_name, p.decided_on, p.document_id, p.effective_on,
                   p.ended_because
              from distribution.plan p
            """;

    static final String LOCKED = COLUMNS + " where p.id = :id and p.case_id = :case for update";

    Optional<Plan> lock(CaseId id, long plan) {
        return db.sql(LOCKED)
                .param("id", plan)
                .param("case", id)
                .query(Plan.class)
                .optional();
    }

    static final String CASES =
            "select distinct case_id from distribution.claim where plan = :plan and case_id is not null";

    /** The cases of this court that take part in a plan in any of its versions. */
    List<CaseId> cases(long plan) {
        return db.sql(CASES).param("plan", plan).query(Long.class).list().stream()
                .map(CaseId::new)
                .toList();
    }

    static final String HOSTED = COLUMNS + " where p.case_id = :case order by p.id desc limit 50";

    /** The plans that a case hosts, the newest first. */
    List<Plan> hosted(CaseId id) {
        return db.sql(HOSTED).param("case", id).query(Plan.class).list();
    }

    static final String SHARED = COLUMNS + """
             where p.case_id <> :case and p.state in ('DECIDED', 'EFFECTIVE', 'DONE')
               and exists (select from distribution.claim c
                           where c.plan = p.id and c.version = p.decided_version and c.case_id = :case)
             order by p.id desc limit 50
            """;

    /** The decided plans of other cases in which a case takes part. */
    List<Plan> shared(CaseId id) {
        return db.sql(SHARED).param("case", id).query(Plan.class).list();
    }

    static final String OVER = COLUMNS + """
             where p.state = 'DECIDED'
               and not exists (select from distribution.recipient r where r.plan = p.id
                               and r.version = (select max(version) from distribution.recipient where plan = p.id)
                               and (r.due_on is null or r.due_on >= :today or r.term_ended is null))
               and p.id > :after order by p.id limit 100
            """;

    /** Decided plans whose terms to object have all run out and were ended. */
    List<Plan> over(LocalDate today, long after) {
        return db.sql(OVER)
                .param("today", today)
                .param("after", after)
                .query(Plan.class)
                .list();
    }

    static final String WITH_PASSED_TERMS = COLUMNS + """
             where p.id in (
                 select r.plan from distribution.recipient r
                  where r.due_on < :today and r.due_on is not null and r.term_ended is null
                 union all
                 select o.plan from distribution.reply y join distribution.objection o on o.id = y.objection
                  where y.due_on < :today and y.term_ended is null)
               and p.id > :after order by p.id limit 100
            """;

    /** Plans of which a term to object or to oppose has passed that was not ended yet. */
    List<Plan> withPassedTerms(LocalDate today, long after) {
        return db.sql(WITH_PASSED_TERMS)
                .param("today", today)
                .param("after", after)
                .query(Plan.class)
                .list();
    }

    /**
     * A plan with which nothing happened though a term of it has passed.
     *
     * @param since the earliest last day
     */
    record Stuck(long id, CaseId caseId, CaseNumber caseNumber, CourtCode court, LocalDate since) {}

    static final String STUCK = """
            select p.id, p.case_id, p.case_number, p.court, min(t.last_day) as since
              from distribution.plan p join (
                 select r.plan, r.due_on as last_day from distribution.recipient r
                  where r.due_on < :today and r.due_on is not null and r.term_ended is null
                 union all
                 select o.plan, y.due_on from distribution.reply y join distribution.objection o on o.id = y.objection
                  where y.due_on < :today and y.term_ended is null
                 union all
                 select r.plan, max(r.due_on) from distribution.recipient r join distribution.plan d on d.id = r.plan
                  where d.state = 'DECIDED' and r.version = (select max(version) from distribution.recipient where plan = d.id)
                  group by r.plan having bool_and(coalesce(r.due_on < :today, false))
                 union all
                 select o.plan, max(y.due_on) from distribution.objection o
                  join distribution.recipient r on r.id = o.recipient
                  join distribution.recipient other on other.plan = o.plan and other.version = r.version and other.id <> r.id
                  left join distribution.reply y on y.recipient = other.id and y.objection = o.id
                  where o.state = 'RAISED'
                  group by o.id, o.plan having bool_and(coalesce(y.due_on < :today and y.opposed_on is null, false))
                 union all
                 select o.plan, o.suit_due_on from distribution.objection o where o.state = 'TOLD' and o.suit_due_on < :today) t
                on t.plan = p.id
             group by p.id order by p.id
            """;

    List<Stuck> stuck(LocalDate today) {
        return db.sql(STUCK).param("today", today).query(Stuck.class).list();
    }

    static final String ADD_VERSION = """
            insert into distribution.version (plan, no, rule, because, by_login, by_name, at)
            values (:plan, :no, :rule, :because, :login, :name, :at)
            """;

    static final String ADD_CLAIM = """
            insert into distribution.claim (plan, version, no, case_id, case_number, creditor, rank, costs_fen, interest_fen,
                principal_fen, doubled_fen, since, seizure_rank, seized_on, applied_on, basis, adjudicated, fee)
            values (:plan, :version, :no, :case, :number, :creditor, :rank, :costs, :interest, :principal, :doubled, :since,
                :seizureRank, :seizedOn, :appliedOn, :basis, :adjudicated, :fee)
            """;

    void addVersion(long plan, int no, Change.Input input, String because, Actor by, Instant at) {
        db.sql(ADD_VERSION)
                .param("plan", plan)
                .param("no", no)
                .param("rule", input.rule())
                .param("because", because)
                .param("login", by.login())
                .param("name", by.name())
                .param("at", at)
                .update();
        for (Entry e : input.entries()) {
            db.sql(ADD_CLAIM)
                    .param("plan", plan)
                    .param("version", no)
                    .param("no", e.no())
                    .param("case", e.caseId())
                    .param("number", e.caseNumber())
                    .param("creditor", e.creditor())
                    .param("rank", e.rank())
                    .param("costs", e.costs())
                    .param("interest", e.interest())
                    .param("principal", e.principal())
                    .param("doubled", e.doubled())
                    .param("since", e.since())
                    .param("seizureRank", e.seizureRank())
                    .param("seizedOn", e.seizedOn())
                    .param("appliedOn", e.appliedOn())
                    .param("basis", e.basis())
                    .param("adjudicated", e.adjudicated())
                    .param("fee", e.fee())
                    .update();
        }
    }

    static final String RULE = "select rule from distribution.version where plan = :plan and no = :version";

    static final String CLAIMS = """
            select no, case_id, case_number, creditor, rank, costs_fen as costs, interest_fen as interest,
                   principal_fen as principal, doubled_fen as doubled, since, seizure_rank, seized_on, applied_on, basis,
                   adjudicated, fee
            from distribution.claim where plan = :plan and version = :version order by no
            """;

    Change.Input input(long plan, int version) {
        return new Change.Input(
                Shares.Rule.valueOf(db.sql(RULE)
                        .param("plan", plan)
                        .param("version", version)
                        .query(String.class)
                        .single()),
                db.sql(CLAIMS)
                        .param("plan", plan)
                        .param("version", version)
                        .query(Entry.class)
                        .list());
    }

    static final String NEWER = """
            update distribution.plan set version = :version where id = :plan and version = :version - 1
            """;

    /** @return whether nobody else made that version */
    boolean newer(long plan, int version) {
        return db.sql(NEWER).param("plan", plan).param("version", version).update() == 1;
    }

    static final String PROPOSE = """
            update distribution.plan set state = 'PROPOSED', proposed_by = :login, proposed_name = :name, amends = :amends
            where id = :plan
            """;

    void propose(long plan, Actor by, @Nullable Long amends) {
        db.sql(PROPOSE)
                .param("login", by.login())
                .param("name", by.name())
                .param("amends", amends)
                .param("plan", plan)
                .update();
    }

    static final String DECIDE = """
            update distribution.plan
               set state = :state, decided_version = version, amends = null, decided_by = :login, decided_name = :name,
                   decided_on = :on, document_id = :document
             where id = :plan
            """;

    void decide(long plan, PlanState to, Actor by, LocalDate on, long document) {
        db.sql(DECIDE)
                .param("state", to)
                .param("login", by.login())
                .param("name", by.name())
                .param("on", on)
                .param("document", document)
                .param("plan", plan)
                .update();
    }

    static final String STATE = "update distribution.plan set state = :state, amends = null where id = :plan";

    void state(long plan, PlanState to) {
        db.sql(STATE).param("state", to).param("plan", plan).update();
    }

    static final String EFFECTIVE =
            "update distribution.plan set state = 'EFFECTIVE', effective_on = :on where id = :plan and state = 'DECIDED'";

    void effective(long plan, LocalDate on) {
        db.sql(EFFECTIVE).param("on", on).param("plan", plan).update();
    }

    static final String END = "update distribution.plan set state = :state, ended_because = :because where id = :plan";

    void end(long plan, PlanState to, @Nullable String because) {
        db.sql(END)
                .param("state", to)
                .param("because", because)
                .param("plan", plan)
                .update();
    }

    /** @param account sealed */
    record Payee(int claim, long party, String name, String bank, byte[] account, String masked) {}

    static final String ADD_PAYEE = """
            insert into distribution.payee (plan, claim, party, name, bank, account, masked)
            values (:plan, :claim, :party, :name, :bank, :account, :masked)
            """;

    void addPayee(long plan, Payee p) {
        db.sql(ADD_PAYEE)
                .param("plan", plan)
                .param("claim", p.claim())
                .param("party", p.party())
                .param("name", p.name())
                .param("bank", p.bank())
                .param("account", p.account())
                .param("masked", p.masked())
                .update();
    }

    static final String PAYEES = """
            select claim, party, name, bank, account, masked from distribution.payee
            where plan = :plan and (not again or (decided_by is not null and refused_because is null)) order by id
            """;

    /** Where each claim without a case here is paid: the account told last that is in force. */
    Map<Integer, Payee> payees(long plan) {
        Map<Integer, Payee> all = new HashMap<>();
        db.sql(PAYEES).param("plan", plan).query(Payee.class).list().forEach(p -> all.put(p.claim(), p));
        return all;
    }

    /** Another account for a share that came back, which a second person has not let go yet. */
    record Again(long id, int claim, String name, String bank, String masked, String proposedBy, String proposedName) {}

    static final String PROPOSE_AGAIN = """
            insert into distribution.payee (plan, claim, party, name, bank, account, masked, again, proposed_by, proposed_name)
            values (:plan, :claim, :party, :name, :bank, :account, :masked, true, :by, :byName)
            on conflict (plan, claim) where again and decided_by is null do nothing
            """;

    /** @return whether none was waiting */
    boolean proposeAgain(long plan, Payee p, Actor by) {
        return db.sql(PROPOSE_AGAIN)
                        .param("plan", plan)
                        .param("claim", p.claim())
                        .param("party", p.party())
                        .param("name", p.name())
                        .param("bank", p.bank())
                        .param("account", p.account())
                        .param("masked", p.masked())
                        .param("by", by.login())
                        .param("byName", by.name())
                        .update()
                == 1;
    }

    static final String AGAIN = """
            select id, claim, name, bank, masked, proposed_by, proposed_name from distribution.payee
            where plan = :plan and again and decided_by is null
            """;

    Map<Integer, Again> again(long plan) {
        Map<Integer, Again> all = new HashMap<>();
        db.sql(AGAIN).param("plan", plan).query(Again.class).list().forEach(a -> all.put(a.claim(), a));
        return all;
    }

    static final String DECIDE_AGAIN = """
            update distribution.payee set decided_by = :by, decided_name = :byName, refused_because = :because
            where id = :id and again and decided_by is null
            """;

    void decideAgain(long id, Actor by, @Nullable String refused) {
        db.sql(DECIDE_AGAIN)
                .param("by", by.login())
                .param("byName", by.name())
                .param("because", refused)
                .param("id", id)
                .update();
    }

    /**
     * @param amount without what came back
     * @param times how often it was paid, returned or not
     */
    record Paid(int claim, Money amount, int times) {}

    static final String PAID = """
            select claim, coalesce(sum(fen) filter (where returned_on is null), 0) as amount, count(*)::int as times
            from distribution.payout where plan = :plan group by claim
            """;

    List<Paid> paid(long plan) {
        return db.sql(PAID).param("plan", plan).query(Paid.class).list();
    }

    /** A share that came back and was not let go again. */
    record Returned(int claim, Money amount, LocalDate on, String because) {}

    static final String RETURNED = """
            select claim, fen as amount, returned_on as on, returned_because as because from distribution.payout p
            where plan = :plan and returned_on is not null
              and not exists (select from distribution.payout later
                              where later.plan = p.plan and later.claim = p.claim and later.seq > p.seq)
            """;

    Map<Integer, Returned> returned(long plan) {
        Map<Integer, Returned> all = new HashMap<>();
        db.sql(RETURNED).param("plan", plan).query(Returned.class).list().forEach(r -> all.put(r.claim(), r));
        return all;
    }

    static final String GIVE_BACK = """
            update distribution.payout set returned_on = :on, returned_because = :because
            where plan = :plan and claim = :claim and seq = :seq and returned_on is null
            """;

    void giveBack(long plan, int claim, int seq, LocalDate on, String because) {
        db.sql(GIVE_BACK)
                .param("on", on)
                .param("because", because)
                .param("plan", plan)
                .param("claim", claim)
                .param("seq", seq)
                .update();
    }

    static final String REOPEN =
            "update distribution.plan set state = 'EFFECTIVE', reopened = true where id = :plan and state = 'DONE'";

    void reopen(long plan) {
        db.sql(REOPEN).param("plan", plan).update();
    }

    static final String PAY = """
            insert into distribution.payout (plan, claim, seq, fen, on_day, by_name)
            values (:plan, :claim, :seq, :fen, :on, :name)
            """;

    void pay(long plan, int claim, int seq, Money amount, LocalDate on, String name) {
        db.sql(PAY)
                .param("plan", plan)
                .param("claim", claim)
                .param("seq", seq)
                .param("fen", amount)
                .param("on", on)
                .param("name", name)
                .update();
    }
}
