package cn.sunlit.garnishment;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL about incomes. */
@Repository
class IncomeStore {

    private final JdbcClient jdbc;

    IncomeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String ADD = """
            insert into garnishment.income (case_id, court, party_id, debtor, payer, kind, income_fen, persons, kept_fen, monthly_fen,
                                            total_fen, first_month, state, ruling_id, notice_id, opened_by, opened_at)
            values (:case_id, :court, :party, :debtor, :payer, :kind, :income, :persons, :kept, :monthly,
                    :total, :first, 'ORDERED', :ruling, :notice, :by, :now)
            on conflict (case_id, party_id, payer) where state in ('ORDERED', 'RUNNING') do nothing
            returning id
            """;

    /** @return empty when this income is being withheld already */
    Optional<Long> add(CaseId id, CourtCode court, NewIncome i) {
        return jdbc.sql(ADD)
                .param("case_id", id)
                .param("court", court)
                .param("party", i.party())
                .param("debtor", i.debtor())
                .param("payer", i.payer())
                .param("kind", i.kind())
                .param("income", i.income())
                .param("persons", i.persons())
                .param("kept", i.plan().kept())
                .param("monthly", i.plan().monthly())
                .param("total", i.plan().total())
                .param("first", i.first().atDay(1))
                .param("ruling", i.ruling())
                .param("notice", i.notice())
                .param("by", i.by())
                .param("now", i.now())
                .query(Long.class)
                .optional();
    }

    /** An income before it has a key. */
    record NewIncome(
            long party,
            String debtor,
            String payer,
            IncomeKind kind,
            Money income,
            int persons,
            IncomeRules.Plan plan,
            YearMonth first,
            long ruling,
            long notice,
            String by,
            Instant now) {}

    static final String INCOME = """
            select id, case_id, party_id, debtor, payer, kind, income_fen, persons, kept_fen, monthly_fen, total_fen, extracted_fen,
                   first_month, state, ruling_id, notice_id, served_on, acknowledged, ended_because
              from garnishment.income
            """;

    static final String OF_CASE = INCOME + " where case_id = :case_id order by id limit 200";

    List<Income> ofCase(CaseId id) {
        return jdbc.sql(OF_CASE)
                .param("case_id", id)
                .query((r, n) -> income(r, months(r.getLong("id"))))
                .list();
    }

    static final String LOCKED = INCOME + " where id = :id and case_id = :case_id for update";

    Optional<Income> lock(CaseId id, long income) {
        return jdbc.sql(LOCKED)
                .param("id", income)
                .param("case_id", id)
                .query((r, n) -> income(r, List.of()))
                .optional();
    }

    static final String MONTHS = """
            select month, amount_fen, voucher, arrived_on from garnishment.arrival where income_id = :id order by month
            """;

    List<Income.Month> months(long income) {
        return jdbc.sql(MONTHS)
                .param("id", income)
                .query((r, n) -> new Income.Month(
                        YearMonth.from(r.getObject("month", LocalDate.class)),
                        new Money(r.getLong("amount_fen")),
                        r.getString("voucher"),
                        r.getObject("arrived_on", LocalDate.class)))
                .list();
    }

    static final String RUNS = """
            update garnishment.income set state = 'RUNNING', served_on = :on, acknowledged = :receipt
             where id = :id and state = 'ORDERED'
            """;

    void runs(long id, LocalDate on, String receipt) {
        jdbc.sql(RUNS).param("id", id).param("on", on).param("receipt", receipt).update();
    }

    static final String EXTRACTED = """
            update garnishment.income set extracted_fen = extracted_fen + :amount where id = :id
            """;

    void extracted(long id, Money amount) {
        jdbc.sql(EXTRACTED).param("id", id).param("amount", amount).update();
    }

    static final String ENDS = """
            update garnishment.income set state = :state, ended_on = :on, ended_because = :because
             where id = :id and state in ('ORDERED', 'RUNNING')
            """;

    /** @param state FULL or STOPPED */
    void ends(long id, String state, LocalDate on, @Nullable String because) {
        jdbc.sql(ENDS)
                .param("id", id)
                .param("state", state)
                .param("on", on)
                .param("because", because)
                .update();
    }

    private static Income income(ResultSet r, List<Income.Month> months) throws SQLException {
        return new Income(
                r.getLong("id"),
                new CaseId(r.getLong("case_id")),
                r.getLong("party_id"),
                r.getString("debtor"),
                r.getString("payer"),
                IncomeKind.valueOf(r.getString("kind")),
                new Money(r.getLong("income_fen")),
                r.getInt("persons"),
                new Money(r.getLong("kept_fen")),
                new Money(r.getLong("monthly_fen")),
                new Money(r.getLong("total_fen")),
                new Money(r.getLong("extracted_fen")),
                YearMonth.from(r.getObject("first_month", LocalDate.class)),
                r.getString("state"),
                r.getLong("ruling_id"),
                r.getLong("notice_id"),
                r.getObject("served_on", LocalDate.class),
                r.getString("acknowledged"),
                r.getString("ended_because"),
                months);
    }
}
