package cn.sunlit.livesealing;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.parties.PartyId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of lines, plans and their payees. */
@Repository
class LivePlanStore {

    private final JdbcClient jdbc;

    LivePlanStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A controlled asset whose use is or was allowed. */
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    record NewLine(
            CaseId caseId,
            CourtCode court,
            long measure,
            long asset,
            Scope scope,
            PartyId party,
            String debtor,
            String title,
            String place,
            @Nullable String institution,
            byte @Nullable [] accountIndex,
            String accountMasked) {}

    static final String ADD_LINE = """
            insert into livesealing.line (case_id, court, measure_id, asset_id, scope, party_id, debtor_name, title, place, institution,
                                          account_index, account_masked)
            values (:case_id, :court, :measure, :asset, :scope, :party, :debtor, :title, :place, :institution::text, :index::bytea, :masked)
            on conflict (measure_id) do nothing
            """;

    static final String LINE_OF_MEASURE = """
            select id from livesealing.line where measure_id = :measure
            """;

    /** The line of a measure, made when it is the first time. */
    long line(NewLine l) {
        jdbc.sql(ADD_LINE)
                .param("case_id", l.caseId())
                .param("court", l.court())
                .param("measure", l.measure())
                .param("asset", l.asset())
                .param("scope", l.scope())
                .param("party", l.party().value())
                .param("debtor", l.debtor())
                .param("title", l.title())
                .param("place", l.place())
                .param("institution", l.institution())
                .param("index", l.accountIndex(), Types.BINARY)
                .param("masked", l.accountMasked())
                .update();
        return jdbc.sql(LINE_OF_MEASURE)
                .param("measure", l.measure())
                .query(Long.class)
                .single();
    }

    static final String ADD = """
            insert into livesealing.plan (line_id, case_id, court, asset_id, purpose, uses, keeper, value_note, sale_terms, monthly_fen,
                                          floor_fen, starts_on, ends_on, supervisor, frequency, opinion, opinion_how, opinion_on,
                                          review_on, breach_rule, state, proposed_by, proposed_name, proposed_on)
            values (:line, :case_id, :court, :asset, :purpose, :uses, :keeper, :value_note::text, :sale_terms::text, :monthly::bigint,
                    :floor::bigint, :from, :to, :supervisor, :frequency, :opinion, :opinion_how, :opinion_on, :review,
                    :breach_rule, 'PROPOSED', :by, :name, :today)
            on conflict (asset_id) where state = 'PROPOSED' do nothing
            returning id
            """;

    /** @return empty when a proposal for this asset waits already */
    Optional<Long> propose(long line, CaseId id, CourtCode court, long asset, Terms t, Actor by, LocalDate today) {
        return jdbc.sql(ADD)
                .param("line", line)
                .param("case_id", id)
                .param("court", court)
                .param("asset", asset)
                .param("purpose", t.purpose())
                .param("uses", t.uses().stream().map(Enum::name).toArray(String[]::new))
                .param("keeper", t.keeper())
                .param("value_note", t.valueNote())
                .param("sale_terms", t.saleTerms())
                .param("monthly", t.monthly())
                .param("floor", t.floor())
                .param("from", t.from())
                .param("to", t.to())
                .param("supervisor", t.supervisor())
                .param("frequency", t.frequency())
                .param("opinion", t.opinion())
                .param("opinion_how", t.opinionHow())
                .param("opinion_on", t.opinionOn())
                .param("review", t.reviewOn())
                .param("breach_rule", t.breachRule())
                .param("by", by.login())
                .param("name", by.display())
                .param("today", today)
                .query(Long.class)
                .optional();
    }

    static final String ADD_PAYEE = """
            insert into livesealing.payee (plan_id, name, account_sealed, account_index, account_masked, use, monthly_fen)
            values (:plan, :name, :sealed, :index, :masked, :use, :monthly)
            """;

    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    record NewPayee(String name, byte[] sealed, byte[] index, String masked, Use use, Money monthly) {}

    void addPayee(long plan, NewPayee p) {
        jdbc.sql(ADD_PAYEE)
                .param("plan", plan)
                .param("name", p.name())
                .param("sealed", p.sealed())
                .param("index", p.index())
                .param("masked", p.masked())
                .param("use", p.use())
                .param("monthly", p.monthly())
                .update();
    }

    private static final String PLAN = """
            select p.id, p.line_id, p.case_id, p.court, p.asset_id, l.measure_id, l.party_id, l.debtor_name, l.title, l.place,
                   l.institution, l.account_masked, l.scope, p.purpose, p.uses, p.keeper, p.value_note, p.sale_terms, p.monthly_fen,
                   p.floor_fen, p.starts_on, p.ends_on, p.supervisor, p.frequency, p.opinion, p.opinion_how, p.opinion_on,
                   p.review_on, p.breach_rule, p.state, p.proposed_by, p.proposed_name, p.proposed_on, p.decided_by, p.decided_name,
                   p.decided_on, p.decided_because, p.decision_id, p.end_by, p.end_name, p.end_because, p.ended_on, p.ended_by,
                   p.ended_because
              from livesealing.plan p join livesealing.line l on l.id = p.line_id
            """;

    static final String LOCK = PLAN + " where p.id = :id for update of p";

    Optional<Plan> lock(long id) {
        return jdbc.sql(LOCK).param("id", id).query((row, n) -> plan(row)).optional();
    }

    static final String OF_CASE = PLAN + " where p.case_id = :case_id order by p.line_id, p.id desc";

    List<Plan> ofCase(CaseId id) {
        return jdbc.sql(OF_CASE)
                .param("case_id", id)
                .query((row, n) -> plan(row))
                .list();
    }

    static final String IN_FORCE =
            PLAN + " where l.measure_id = :measure and p.state in ('IN_FORCE', 'END_PROPOSED') for update of p";

    Optional<Plan> inForce(long measure) {
        return jdbc.sql(IN_FORCE)
                .param("measure", measure)
                .query((row, n) -> plan(row))
                .optional();
    }

    static final String IN_FORCE_ON_ASSET =
            PLAN + " where p.asset_id = :asset and p.state in ('IN_FORCE', 'END_PROPOSED') for update of p";

    Optional<Plan> inForceOnAsset(long asset) {
        return jdbc.sql(IN_FORCE_ON_ASSET)
                .param("asset", asset)
                .query((row, n) -> plan(row))
                .optional();
    }

    static final String TO_CHECK = PLAN + """
              join property.measure m on m.id = l.measure_id
             where p.state in ('IN_FORCE', 'END_PROPOSED')
               and (p.ends_on < :today or m.state <> 'EFFECTIVE' or (p.review_on <= :today and p.review_told_on is null))
             order by p.id
             limit 50
            """;

    /** Plans in force whose term, control or review is due; whoever acts takes the case in hand first, so nothing is locked here. */
    List<Plan> toCheck(LocalDate today) {
        return jdbc.sql(TO_CHECK)
                .param("today", today)
                .query((row, n) -> plan(row))
                .list();
    }

    static final String REVIEW_TOLD = """
            update livesealing.plan set review_told_on = :today where id = :id and review_told_on is null
            """;

    boolean reviewTold(long id, LocalDate today) {
        return jdbc.sql(REVIEW_TOLD).param("id", id).param("today", today).update() > 0;
    }

    static final String PAYEES = """
            select id, plan_id, name, account_masked, use, monthly_fen as monthly from livesealing.payee
             where plan_id in (select id from livesealing.plan where case_id = :case_id)
             order by id
            """;

    record PayeeRow(long id, long planId, String name, String accountMasked, Use use, Money monthly) {}

    List<PayeeRow> payees(CaseId id) {
        return jdbc.sql(PAYEES).param("case_id", id).query(PayeeRow.class).list();
    }

    static final String DECIDE = """
            update livesealing.plan
               set state = :state, decided_by = :by, decided_name = :name, decided_on = :today, decided_because = :because::text,
                   decision_id = :decision::bigint
             where id = :id and state = 'PROPOSED'
            """;

    void decide(
            long id, PlanState state, Actor by, LocalDate today, @Nullable String because, @Nullable Long decision) {
        jdbc.sql(DECIDE)
                .param("id", id)
                .param("state", state)
                .param("by", by.login())
                .param("name", by.display())
                .param("today", today)
                .param("because", because)
                .param("decision", decision)
                .update();
    }

    static final String PROPOSE_END = """
            update livesealing.plan set state = 'END_PROPOSED', end_by = :by, end_name = :name, end_because = :because
             where id = :id and state = 'IN_FORCE'
            """;

    void proposeEnd(long id, Actor by, String because) {
        jdbc.sql(PROPOSE_END)
                .param("id", id)
                .param("by", by.login())
                .param("name", by.display())
                .param("because", because)
                .update();
    }

    static final String KEEP = """
            update livesealing.plan set state = 'IN_FORCE', end_by = null, end_name = null, end_because = null
             where id = :id and state = 'END_PROPOSED'
            """;

    void keep(long id) {
        jdbc.sql(KEEP).param("id", id).update();
    }

    static final String END = """
            update livesealing.plan set state = :state, ended_on = :today, ended_by = :by, ended_because = :because, ending_id = :document::bigint
             where id = :id and state in ('IN_FORCE', 'END_PROPOSED')
            """;

    /** @param state REPLACED or ENDED */
    void end(long id, PlanState state, LocalDate today, String by, String because, @Nullable Long document) {
        jdbc.sql(END)
                .param("id", id)
                .param("state", state)
                .param("today", today)
                .param("by", by)
                .param("because", because)
                .param("document", document)
                .update();
    }

    private static Plan plan(ResultSet row) throws SQLException {
        Terms terms = new Terms(
                Scope.valueOf(row.getString("scope")),
                row.getString("purpose"),
                uses(row.getArray("uses")),
                Terms.Keeper.valueOf(row.getString("keeper")),
                row.getString("value_note"),
                row.getString("sale_terms"),
                money(row, "monthly_fen"),
                money(row, "floor_fen"),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                row.getString("supervisor"),
                Terms.Frequency.valueOf(row.getString("frequency")),
                Terms.Opinion.valueOf(row.getString("opinion")),
                row.getString("opinion_how"),
                row.getObject("opinion_on", LocalDate.class),
                row.getObject("review_on", LocalDate.class),
                Terms.BreachRule.valueOf(row.getString("breach_rule")));
        return new Plan(
                row.getLong("id"),
                row.getLong("line_id"),
                new CaseId(row.getLong("case_id")),
                new CourtCode(row.getString("court")),
                row.getLong("asset_id"),
                row.getLong("measure_id"),
                new PartyId(row.getLong("party_id")),
                row.getString("debtor_name"),
                row.getString("title"),
                row.getString("place"),
                row.getString("institution"),
                row.getString("account_masked"),
                terms,
                PlanState.valueOf(row.getString("state")),
                row.getString("proposed_by"),
                row.getString("proposed_name"),
                row.getObject("proposed_on", LocalDate.class),
                row.getString("decided_name"),
                row.getObject("decided_on", LocalDate.class),
                row.getString("decided_because"),
                row.getString("end_by"),
                row.getString("end_name"),
                row.getString("end_because"),
                row.getObject("ended_on", LocalDate.class),
                row.getString("ended_by"),
                row.getString("ended_because"));
    }

    private static List<Use> uses(Array names) throws SQLException {
        return Arrays.stream((String[]) names.getArray()).map(Use::valueOf).toList();
    }

    static @Nullable Money money(ResultSet row, String column) throws SQLException {
        long fen = row.getLong(column);
        return row.wasNull() ? null : new Money(fen);
    }

    /** A plan with the asset that it is about. */
    record Plan(
            long id,
            long line,
            CaseId caseId,
            CourtCode court,
            long asset,
            long measure,
            PartyId party,
            String debtor,
            String title,
            String place,
            @Nullable String institution,
            String accountMasked,
            Terms terms,
            PlanState state,
            String proposedBy,
            String proposedName,
            LocalDate proposedOn,
            @Nullable String decidedName,
            @Nullable LocalDate decidedOn,
            @Nullable String decidedBecause,
            @Nullable String endBy,
            @Nullable String endName,
            @Nullable String endBecause,
            @Nullable LocalDate endedOn,
            @Nullable String endedBy,
            @Nullable String endedBecause) {}
}
