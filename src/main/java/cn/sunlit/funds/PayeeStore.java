package cn.sunlit.funds;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on the payees of a distribution, few or many: their lines, what was found about them, who approved. */
@Repository
class PayeeStore {

    private final JdbcClient db;

    PayeeStore(JdbcClient db) {
        this.db = db;
    }

    static final String ADD_LINES = """
            insert into funds.distribution_line (distribution, kind, party, payee, bank, payee_account, masked_account, fen,
                costs_fen, interest_fen, principal_fen, double_fen, list_row, masked_number, account_key, again_of)
            select :distribution, l.kind, l.party, l.payee, l.bank, l.account, l.masked, l.fen, l.costs, l.interest, l.principal,
                   l.doubled, l.list_row, l.number, l.key, l.again
            from unnest(:kinds::text[], :parties::bigint[], :payees::text[], :banks::text[], :accounts::bytea[],
                        :masked::text[], :fen::bigint[], :costs::bigint[], :interest::bigint[], :principal::bigint[],
                        :doubled::bigint[], :rows::int[], :numbers::text[], :keys::bytea[], :again::bigint[])
                with ordinality as l (kind, party, payee, bank, account, masked, fen, costs, interest, principal, doubled,
                                      list_row, number, key, again, place)
            order by l.place
            """;

    /** In one statement, however many. */
    void add(long distribution, List<PaymentStore.Line> lines) {
        db.sql(ADD_LINES)
                .param("distribution", distribution)
                .param("kinds", texts(lines, PaymentStore.Line::kind))
                .param("parties", numbers(lines, PaymentStore.Line::party))
                .param("payees", texts(lines, PaymentStore.Line::payee))
                .param("banks", texts(lines, PaymentStore.Line::bank))
                .param(
                        "accounts",
                        lines.stream().map(PaymentStore.Line::account).toArray(byte[][]::new))
                .param("masked", texts(lines, PaymentStore.Line::masked))
                .param("fen", fen(lines, PaymentStore.Line::amount))
                .param("costs", fen(lines, PaymentStore.Line::toCosts))
                .param("interest", fen(lines, PaymentStore.Line::toInterest))
                .param("principal", fen(lines, PaymentStore.Line::toPrincipal))
                .param("doubled", fen(lines, PaymentStore.Line::toDouble))
                .param("rows", lines.stream().map(PaymentStore.Line::listRow).toArray(Integer[]::new))
                .param("numbers", texts(lines, PaymentStore.Line::maskedNumber))
                .param("keys", lines.stream().map(PaymentStore.Line::accountKey).toArray(byte[][]::new))
                .param("again", numbers(lines, PaymentStore.Line::againOf))
                .update();
    }

    private static String[] texts(List<PaymentStore.Line> lines, Function<PaymentStore.Line, @Nullable String> of) {
        return lines.stream().map(of).toArray(String[]::new);
    }

    private static Long[] numbers(List<PaymentStore.Line> lines, Function<PaymentStore.Line, @Nullable Long> of) {
        return lines.stream().map(of).toArray(Long[]::new);
    }

    private static Long[] fen(List<PaymentStore.Line> lines, Function<PaymentStore.Line, Money> of) {
        return lines.stream().map(line -> of.apply(line).fen()).toArray(Long[]::new);
    }

    static final String ADD_HINTS = """
            insert into funds.distribution_hint (distribution, line, kind, payee, text, must)
            select :distribution, h.line, h.kind, h.payee, h.text, h.must
            from unnest(:kinds::text[], :payees::text[], :texts::text[], :must::boolean[])
                with ordinality as h (kind, payee, text, must, line)
            """;

    void addHints(long distribution, List<DistributionView.Hint> hints) {
        if (!hints.isEmpty()) {
            db.sql(ADD_HINTS)
                    .param("distribution", distribution)
                    .param(
                            "kinds",
                            hints.stream().map(DistributionView.Hint::kind).toArray(String[]::new))
                    .param(
                            "payees",
                            hints.stream().map(DistributionView.Hint::payee).toArray(String[]::new))
                    .param(
                            "texts",
                            hints.stream().map(DistributionView.Hint::text).toArray(String[]::new))
                    .param(
                            "must",
                            hints.stream().map(DistributionView.Hint::must).toArray(Boolean[]::new))
                    .update();
        }
    }

    static final String HINTS = """
            select kind, payee, text, must from funds.distribution_hint where distribution = :id order by line
            """;

    List<DistributionView.Hint> hints(long distribution) {
        return db.sql(HINTS)
                .param("id", distribution)
                .query(DistributionView.Hint.class)
                .list();
    }

    record SharedAccount(String key, String payee, String caseNumber) {}

    static final String SHARED = """
            select distinct encode(l.account_key, 'hex') as key, l.payee, d.case_number
            from funds.distribution_line l join funds.distribution d on d.id = l.distribution
            where l.account_key = any (:keys::bytea[]) and d.court = :court and d.state <> 'SUPERSEDED' limit 200
            """;

    /** To whom these accounts were paid, or were to be paid, before. */
    List<SharedAccount> paidBefore(String court, Collection<byte[]> keys) {
        return db.sql(SHARED)
                .param("keys", keys.toArray(byte[][]::new))
                .param("court", court)
                .query(SharedAccount.class)
                .list();
    }

    static String hex(byte[] key) {
        return HexFormat.of().formatHex(key);
    }

    record Step(Ladder.Level level, String byLogin, String byName, Instant at) {}

    static final String STEPS = """
            select level, by_login, by_name, at from funds.distribution_step where distribution = :id order by at
            """;

    List<Step> steps(long distribution) {
        return db.sql(STEPS).param("id", distribution).query(Step.class).list();
    }

    static final String ADD_STEP = """
            insert into funds.distribution_step (distribution, level, by_login, by_name, at)
            values (:id, :level, :login, :name, :at)
            """;

    void addStep(long distribution, Step step) {
        db.sql(ADD_STEP)
                .param("id", distribution)
                .param("level", step.level().name())
                .param("login", step.byLogin())
                .param("name", step.byName())
                .param("at", step.at())
                .update();
    }

    /** A sort of line, as far as it matters to who approves. */
    record Sort(String kind, @Nullable Long party, String payee, boolean listed) {}

    static final String SORTS = """
            select distinct kind, party, case when list_row is null then payee else '' end as payee,
                   list_row is not null as listed
            from funds.distribution_line where distribution = :id
            """;

    List<Sort> sorts(long distribution) {
        return db.sql(SORTS).param("id", distribution).query(Sort.class).list();
    }

    /** How many lines stand where: the state of the payment, empty where nothing goes through the bank. */
    record Count(String state, int lines, Money amount) {
        String zh() {
            return state.isEmpty() ? "未付款" : States.Payment.valueOf(state).zh();
        }
    }

    static final String COUNTS = """
            select coalesce(p.state, '') as state, count(*) as lines, sum(l.fen) as amount
            from funds.distribution_line l left join funds.payment p on p.line = l.id
            where l.distribution = :id and l.kind <> 'FEE' group by 1 order by 1
            """;

    List<Count> counts(long distribution) {
        return db.sql(COUNTS).param("id", distribution).query(Count.class).list();
    }

    /** A payee as the page and the file show it. */
    record Row(
            long id,
            @Nullable Integer listRow,
            String kind,
            String payee,
            @Nullable String maskedNumber,
            @Nullable String bank,
            @Nullable String account,
            Money amount,
            String state,
            @Nullable String because,
            @Nullable String endToEnd) {
        String stateZh() {
            return state.isEmpty()
                    ? (kind.equals("FEE") ? "转入诉讼费专户" : "未付款")
                    : States.Payment.valueOf(state).zh();
        }
    }

    private static final String FROM = """
            from funds.distribution_line l left join funds.payment p on p.line = l.id
            where l.distribution = :id
              and (:state::text is null or coalesce(p.state, '') = :state)
              and (:sought::text is null or position(:sought in l.payee) > 0 or right(l.masked_account, 4) = :sought
                   or p.end_to_end = :sought)
            """;

    static final String ROWS = """
            select l.id, l.list_row, l.kind, l.payee, l.masked_number, l.bank, l.masked_account as account, l.fen as amount,
                   coalesce(p.state, '') as state, p.because, p.end_to_end
            """ + FROM + " order by l.id offset :offset limit :most";

    List<Row> rows(long distribution, @Nullable String state, @Nullable String sought, long offset, int most) {
        return db.sql(ROWS)
                .param("id", distribution)
                .param("state", state)
                .param("sought", sought)
                .param("offset", offset)
                .param("most", most)
                .query(Row.class)
                .list();
    }

    static final String COUNT_ROWS = "select count(*) " + FROM;

    long count(long distribution, @Nullable String state, @Nullable String sought) {
        return db.sql(COUNT_ROWS)
                .param("id", distribution)
                .param("state", state)
                .param("sought", sought)
                .query(Long.class)
                .single();
    }

    private static final String FAILED = """
            from funds.distribution_line l join funds.payment p on p.line = l.id and p.state in ('REJECTED', 'RETURNED')
            where l.kind <> 'SHARE' -- held by its plan, which lets it go again
              and not exists (
                select from funds.distribution_line a join funds.distribution d on d.id = a.distribution
                where a.again_of = l.id and d.state <> 'SUPERSEDED' %s)
            """;

    static final String FAILED_LINES =
            """
            select l.id, l.kind, l.party, l.payee, l.bank, l.payee_account as account, l.masked_account as masked,
                   l.fen as amount, l.costs_fen as to_costs, l.interest_fen as to_interest, l.principal_fen as to_principal,
                   l.double_fen as to_double, l.list_row, l.masked_number, l.account_key, l.again_of
            """ + FAILED.formatted("and d.state <> 'PROPOSED'") + " and l.distribution = :id order by l.id";

    /** What came back of a distribution and has not been approved anew. */
    List<PaymentStore.Line> failed(long distribution) {
        return db.sql(FAILED_LINES)
                .param("id", distribution)
                .query(PaymentStore.Line.class)
                .list();
    }

    static final String FAILED_OF_LISTS =
            """
            select count(*)
            """ + FAILED.formatted("and d.state <> 'PROPOSED'") + " and l.list_row is not null and p.case_id = :case";

    /** How many payees of lists in this case still wait to be paid anew. */
    int failedOfLists(CaseId id) {
        return db.sql(FAILED_OF_LISTS).param("case", id).query(Integer.class).single();
    }
}
