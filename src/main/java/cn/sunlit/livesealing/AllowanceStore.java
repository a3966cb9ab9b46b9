package cn.sunlit.livesealing;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of what banks asked and were answered. */
@Repository
class AllowanceStore {

    private final JdbcClient jdbc;

    AllowanceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String LINE_OF_ACCOUNT = """
            select l.id, l.case_id, l.court, l.measure_id, l.asset_id
              from livesealing.line l join livesealing.plan p on p.line_id = l.id
             where l.institution = :institution and l.account_index = :index and p.decision_id is not null
             order by p.state in ('IN_FORCE', 'END_PROPOSED') desc, p.id desc
             limit 1
            """;

    /** The line that speaks of this account: the one in force, else the newest that ever was. */
    Optional<Line> line(String institution, byte[] accountIndex) {
        return jdbc.sql(LINE_OF_ACCOUNT)
                .param("institution", institution)
                .param("index", accountIndex)
                .query(Line.class)
                .optional();
    }

    record Line(long id, CaseId caseId, CourtCode court, long measureId, long assetId) {}

    static final String LOCK_LINE = """
            select id from livesealing.line where id = :id for update
            """;

    /** Who asks about the same allowance at the same moment comes second. */
    void lock(long line) {
        jdbc.sql(LOCK_LINE).param("id", line).query(Long.class).single();
    }

    static final String NEWEST_PLAN = """
            select id, state, starts_on as from_on, ends_on as to_on, coalesce(monthly_fen, 0) as monthly, coalesce(floor_fen, 0) as floor
              from livesealing.plan
             where line_id = :line and decision_id is not null
             order by state in ('IN_FORCE', 'END_PROPOSED') desc, id desc
             limit 1
            """;

    Allowed plan(long line) {
        return jdbc.sql(NEWEST_PLAN).param("line", line).query(Allowed.class).single();
    }

    /** What a plan allows in all. */
    record Allowed(long id, PlanState state, LocalDate fromOn, LocalDate toOn, Money monthly, Money floor) {}

    static final String CAPS = """
            select y.name, y.use, y.monthly_fen as monthly,
                   (select coalesce(sum(p.fen), 0)::bigint from livesealing.payment p
                     where p.line_id = :line and p.month = :month and p.account_index = y.account_index and p.use = y.use
                       and p.state in ('RESERVED', 'PAID', 'PAID_OUTSIDE')) as used
              from livesealing.payee y
             where y.plan_id = :plan and y.account_index = :index
             order by y.id
            """;

    /** The plan's lines for a payee's account, with what of them is used in a month. */
    List<AllowanceRules.Cap> caps(long line, long plan, byte[] accountIndex, LocalDate month) {
        return jdbc.sql(CAPS)
                .param("line", line)
                .param("plan", plan)
                .param("index", accountIndex)
                .param("month", month)
                .query(AllowanceRules.Cap.class)
                .list();
    }

    static final String USED = """
            select coalesce(sum(fen), 0)::bigint from livesealing.payment
             where line_id = :line and month = :month and state in ('RESERVED', 'PAID', 'PAID_OUTSIDE')
            """;

    Money used(long line, LocalDate month) {
        return new Money(jdbc.sql(USED)
                .param("line", line)
                .param("month", month)
                .query(Long.class)
                .single());
    }

    static final String ADD = """
            insert into livesealing.payment (line_id, plan_id, case_id, court, institution, request_no, body_sha256, payee_name,
                                             account_index, account_masked, use, fen, balance_fen, asked_at, month, state, reasons,
                                             left_fen, lapses_at)
            values (:line, :plan, :case_id, :court, :institution, :request, :sha256, :payee, :index, :masked, :use, :amount, :balance,
                    :at, :month, :state, :reasons, :left, :lapses::timestamptz)
            on conflict (institution, request_no) do nothing
            """;

    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    record Asked(
            Line line,
            long plan,
            String institution,
            String sha256,
            Question question,
            byte[] payeeIndex,
            String payeeMasked,
            Instant at,
            LocalDate month,
            PaymentState state,
            List<AllowanceRules.Reason> reasons,
            Money left,
            @Nullable Instant lapsesAt) {}

    /** @return whether the bank's number was new */
    boolean add(Asked a) {
        Question q = a.question();
        return jdbc.sql(ADD)
                        .param("line", a.line().id())
                        .param("plan", a.plan())
                        .param("case_id", a.line().caseId())
                        .param("court", a.line().court())
                        .param("institution", a.institution())
                        .param("request", q.requestNo())
                        .param("sha256", a.sha256())
                        .param("payee", q.payeeName())
                        .param("index", a.payeeIndex())
                        .param("masked", a.payeeMasked())
                        .param("use", q.use())
                        .param("amount", q.amount())
                        .param("balance", q.balance())
                        .param("at", a.at())
                        .param("month", a.month())
                        .param("state", a.state())
                        .param("reasons", a.reasons().stream().map(Enum::name).toArray(String[]::new))
                        .param("left", a.left())
                        .param(
                                "lapses",
                                a.lapsesAt() == null ? null : a.lapsesAt().atOffset(ZoneOffset.UTC),
                                Types.TIMESTAMP_WITH_TIMEZONE)
                        .update()
                > 0;
    }

    private static final String PAYMENT = """
            select p.id, p.line_id, p.plan_id, p.case_id, p.court, p.institution, p.request_no, p.body_sha256, p.payee_name,
                   p.account_masked, p.account_index, p.use, p.fen, p.balance_fen, p.asked_at, p.month, p.state, p.reasons, p.left_fen,
                   p.settled_at, l.measure_id
              from livesealing.payment p join livesealing.line l on l.id = p.line_id
            """;

    static final String BY_REQUEST = PAYMENT + " where p.institution = :institution and p.request_no = :request";

    Optional<Payment> find(String institution, String requestNo) {
        return jdbc.sql(BY_REQUEST)
                .param("institution", institution)
                .param("request", requestNo)
                .query((row, n) -> payment(row))
                .optional();
    }

    static final String OF_CASE = PAYMENT + " where p.case_id = :case_id order by p.id desc limit 500";

    List<Payment> ofCase(CaseId id) {
        return jdbc.sql(OF_CASE)
                .param("case_id", id)
                .query((row, n) -> payment(row))
                .list();
    }

    static final String LAPSING = PAYMENT + """
             where p.state = 'RESERVED' and p.lapses_at < :now
             order by p.id
             limit 100
            """;

    List<Payment> lapsing(Instant now) {
        return jdbc.sql(LAPSING)
                .param("now", now)
                .query((row, n) -> payment(row))
                .list();
    }

    static final String SETTLE = """
            update livesealing.payment set state = :state, settled_at = :at, balance_after_fen = :after::bigint
             where id = :id and state = :before
            """;

    /** @return whether it was still in the state before */
    boolean settle(long id, PaymentState before, PaymentState state, Instant at, @Nullable Money balanceAfter) {
        if (!before.may(state)) {
            throw new IllegalStateException("a payment never passes from %s to %s".formatted(before, state));
        }
        return jdbc.sql(SETTLE)
                        .param("id", id)
                        .param("before", before)
                        .param("state", state)
                        .param("at", at)
                        .param("after", balanceAfter)
                        .update()
                > 0;
    }

    private static Payment payment(ResultSet row) throws SQLException {
        return new Payment(
                row.getLong("id"),
                new Line(
                        row.getLong("line_id"),
                        new CaseId(row.getLong("case_id")),
                        new CourtCode(row.getString("court")),
                        row.getLong("measure_id"),
                        0),
                row.getLong("plan_id"),
                row.getString("institution"),
                row.getString("request_no"),
                row.getString("body_sha256"),
                row.getString("payee_name"),
                row.getString("account_masked"),
                row.getBytes("account_index"),
                Use.valueOf(row.getString("use")),
                new Money(row.getLong("fen")),
                new Money(row.getLong("balance_fen")),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("month", LocalDate.class),
                PaymentState.valueOf(row.getString("state")),
                reasons(row.getArray("reasons")),
                new Money(row.getLong("left_fen")));
    }

    private static List<AllowanceRules.Reason> reasons(Array names) throws SQLException {
        return Arrays.stream((String[]) names.getArray())
                .map(AllowanceRules.Reason::valueOf)
                .toList();
    }

    /** A question as it was answered, and what came of it. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record Payment(
            long id,
            Line line,
            long plan,
            String institution,
            String requestNo,
            String sha256,
            String payeeName,
            String accountMasked,
            byte[] accountIndex,
            Use use,
            Money amount,
            Money balance,
            Instant askedAt,
            LocalDate month,
            PaymentState state,
            List<AllowanceRules.Reason> reasons,
            Money left) {}
}
