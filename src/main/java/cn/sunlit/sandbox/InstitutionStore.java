package cn.sunlit.sandbox;

import cn.sunlit.kernel.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The books of the simulated institutions. */
@Repository
@Profile("sandbox")
class InstitutionStore {

    private final JdbcClient jdbc;

    InstitutionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String MEET = """
            insert into sandbox.known_debtor (institution, id_number) values (:institution, :number)
            on conflict do nothing
            returning 1
            """;

    /** @return whether the debtor is new to the institution */
    boolean meet(String institution, String number) {
        return jdbc.sql(MEET)
                .param("institution", institution)
                .param("number", number)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    static final String SET_HOLDING = """
            insert into sandbox.holding (institution, id_number, name, kind, account, title, nature, balance_fen, by_hand)
            values (:institution, :number, :name, :kind, :account, :title, :nature, :balance, :by_hand)
            on conflict (institution, account) do update
               set id_number = excluded.id_number, name = excluded.name, kind = excluded.kind, title = excluded.title,
                   nature = excluded.nature, balance_fen = excluded.balance_fen, by_hand = excluded.by_hand
            """;

    void hold(
            String institution,
            String number,
            String name,
            String kind,
            String account,
            String title,
            String nature,
            @Nullable Money balance,
            boolean byHand) {
        jdbc.sql(SET_HOLDING)
                .param("institution", institution)
                .param("number", number)
                .param("name", name)
                .param("kind", kind)
                .param("account", account)
                .param("title", title)
                .param("nature", nature)
                .param("balance", balance)
                .param("by_hand", byHand)
                .update();
    }

    static final String HOLDINGS = """
            select id, institution, id_number, name, kind, account, title, nature, balance_fen, by_hand
              from sandbox.holding
             where institution = :institution and id_number = :number
             order by id
            """;

    List<Holding> holdings(String institution, String number) {
        return jdbc.sql(HOLDINGS)
                .param("institution", institution)
                .param("number", number)
                .query((row, n) -> holding(row))
                .list();
    }

    static final String ALL_HOLDINGS = """
            select id, institution, id_number, name, kind, account, title, nature, balance_fen, by_hand
              from sandbox.holding
             order by id desc
             limit 500
            """;

    List<Holding> holdings() {
        return jdbc.sql(ALL_HOLDINGS).query((row, n) -> holding(row)).list();
    }

    static final String LOCK_HOLDING = """
            select id, institution, id_number, name, kind, account, title, nature, balance_fen, by_hand
              from sandbox.holding
             where institution = :institution and account = :account
               for update
            """;

    Optional<Holding> lockHolding(String institution, String account) {
        return jdbc.sql(LOCK_HOLDING)
                .param("institution", institution)
                .param("account", account)
                .query((row, n) -> holding(row))
                .optional();
    }

    private static Holding holding(ResultSet row) throws SQLException {
        return new Holding(
                row.getLong("id"),
                row.getString("institution"),
                row.getString("id_number"),
                row.getString("name"),
                row.getString("kind"),
                row.getString("account"),
                row.getString("title"),
                row.getString("nature"),
                money(row, "balance_fen"),
                row.getBoolean("by_hand"));
    }

    /** What a debtor holds at an institution. @param byHand whether somebody set it, so that it stays as it is */
    record Holding(
            long id,
            String institution,
            String idNumber,
            String name,
            String kind,
            String account,
            String title,
            String nature,
            @Nullable Money balance,
            boolean byHand) {

        Holding with(Money other) {
            return new Holding(id, institution, idNumber, name, kind, account, title, nature, other, byHand);
        }
    }

    static final String CONTROLS = """
            select id, reference, court, case_number, amount_fen, held_fen, ends_on
              from sandbox.control
             where holding_id = :holding and active
             order by id
            """;

    /** The controls on a holding in their order: the first holds, the others wait. */
    List<Control> controls(long holding) {
        return jdbc.sql(CONTROLS)
                .param("holding", holding)
                .query((row, n) -> new Control(
                        row.getLong("id"),
                        row.getString("reference"),
                        row.getString("court"),
                        row.getString("case_number"),
                        money(row, "amount_fen"),
                        money(row, "held_fen"),
                        row.getObject("ends_on", LocalDate.class)))
                .list();
    }

    /** A control on a holding. */
    record Control(
            long id,
            String reference,
            String court,
            String caseNumber,
            @Nullable Money amount,
            @Nullable Money held,
            @Nullable LocalDate endsOn) {}

    static final String ADD_CONTROL = """
            insert into sandbox.control (holding_id, reference, court, case_number, amount_fen, held_fen, ends_on)
            values (:holding, :reference, :court, :number, :amount, :held, :ends)
            """;

    void control(
            long holding,
            String reference,
            String court,
            String caseNumber,
            @Nullable Money amount,
            @Nullable Money held,
            @Nullable LocalDate ends) {
        jdbc.sql(ADD_CONTROL)
                .param("holding", holding)
                .param("reference", reference)
                .param("court", court)
                .param("number", caseNumber)
                .param("amount", amount)
                .param("held", held)
                .param("ends", ends)
                .update();
    }

    static final String CHANGE_CONTROL = """
            update sandbox.control set held_fen = :held, ends_on = :ends, active = :active where id = :id
            """;

    void change(long control, @Nullable Money held, @Nullable LocalDate ends, boolean active) {
        jdbc.sql(CHANGE_CONTROL)
                .param("id", control)
                .param("held", held)
                .param("ends", ends)
                .param("active", active)
                .update();
    }

    static final String CHANGE_BALANCE = """
            update sandbox.holding set balance_fen = :balance where id = :id
            """;

    void changeBalance(long holding, Money balance) {
        jdbc.sql(CHANGE_BALANCE).param("id", holding).param("balance", balance).update();
    }

    static final String LESS = """
            update sandbox.holding set balance_fen = balance_fen - :amount where id = :id
            """;

    void less(long holding, Money amount) {
        jdbc.sql(LESS).param("id", holding).param("amount", amount).update();
    }

    private static @Nullable Money money(ResultSet row, String column) throws SQLException {
        long fen = row.getLong(column);
        return row.wasNull() ? null : new Money(fen);
    }
}
