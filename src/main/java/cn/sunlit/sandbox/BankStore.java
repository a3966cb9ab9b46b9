package cn.sunlit.sandbox;

import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The simulated bank's own tables. */
@Repository
@Profile("sandbox")
class BankStore {

    private final JdbcClient jdbc;

    BankStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Movement(
            String reference,
            String direction,
            String ownAccount,
            String creditorAccount,
            Money amount,
            String counterparty,
            String remark,
            @Nullable String endToEnd,
            Instant bookedAt,
            LocalDate valueOn) {}

    static final String BOOK = """
            insert into sandbox.bank_movement
                (reference, cause, direction, own_account, creditor_account, fen, counterparty, remark, end_to_end, booked_at,
                 value_on)
            values (:reference, :cause, :direction, :own, :creditor, :fen, :counterparty, :remark, :endToEnd, :at, :value)
            on conflict (cause) do nothing
            """;

    /** @return whether it is new */
    boolean book(String cause, Movement m) {
        return jdbc.sql(BOOK)
                        .param("reference", m.reference())
                        .param("cause", cause)
                        .param("direction", m.direction())
                        .param("own", m.ownAccount())
                        .param("creditor", m.creditorAccount())
                        .param("fen", m.amount())
                        .param("counterparty", m.counterparty())
                        .param("remark", m.remark())
                        .param("endToEnd", m.endToEnd())
                        .param("at", m.bookedAt())
                        .param("value", m.valueOn())
                        .update()
                == 1;
    }

    static final String BY_CAUSE = """
            select reference, direction, own_account, creditor_account, fen as amount, counterparty, remark, end_to_end,
                   booked_at, coalesce(value_on, (booked_at at time zone 'Asia/Shanghai')::date) as value_on
              from sandbox.bank_movement where cause = :cause
            """;

    Optional<Movement> byCause(String cause) {
        return jdbc.sql(BY_CAUSE).param("cause", cause).query(Movement.class).optional();
    }

    static final String MOVEMENTS = """
            select reference, direction, own_account, creditor_account, fen as amount, counterparty, remark, end_to_end,
                   booked_at, coalesce(value_on, (booked_at at time zone 'Asia/Shanghai')::date) as value_on
              from sandbox.bank_movement order by id
            """;

    List<Movement> movements() {
        return jdbc.sql(MOVEMENTS).query(Movement.class).list();
    }

    /** A day of an account that is over, with its balance before. */
    record StatementDay(String account, LocalDate day, Money opening, long number) {}

    static final String DAYS = """
            select m.own_account as account, m.day,
                   coalesce((select sum(case b.direction when 'CREDIT' then b.fen else -b.fen end)
                             from sandbox.bank_movement b where b.own_account = m.own_account
                               and (b.booked_at at time zone 'Asia/Shanghai')::date < m.day), 0) as opening,
                   (select count(distinct (b.booked_at at time zone 'Asia/Shanghai')::date)
                    from sandbox.bank_movement b where b.own_account = m.own_account
                      and (b.booked_at at time zone 'Asia/Shanghai')::date between date_trunc('year', m.day) and m.day) as number
            from (select distinct own_account, (booked_at at time zone 'Asia/Shanghai')::date as day
                  from sandbox.bank_movement) m
            where m.day < :today
              and not exists (select from sandbox.bank_delivery d where d.message_id = 'S-' || m.own_account || '-' || m.day)
            order by m.day, m.own_account
            """;

    /** Days before this one of which no statement has been made. */
    List<StatementDay> daysWithoutStatement(LocalDate today) {
        return jdbc.sql(DAYS).param("today", today).query(StatementDay.class).list();
    }

    static final String OF_DAY = """
            select reference, direction, own_account, creditor_account, fen as amount, counterparty, remark, end_to_end,
                   booked_at, coalesce(value_on, (booked_at at time zone 'Asia/Shanghai')::date) as value_on
            from sandbox.bank_movement
            where own_account = :account and (booked_at at time zone 'Asia/Shanghai')::date = :day order by id
            """;

    List<Movement> movements(String account, LocalDate day) {
        return jdbc.sql(OF_DAY)
                .param("account", account)
                .param("day", day)
                .query(Movement.class)
                .list();
    }

    record BankOrder(
            String messageId,
            String endToEnd,
            String status,
            @Nullable String because,
            Money amount,
            String payee,
            int copies) {}

    static final String ORDERS = """
            select message_id, end_to_end, status, because, fen as amount, payee, copies from sandbox.bank_order
             order by received_at, message_id
            """;

    List<BankOrder> orders() {
        return jdbc.sql(ORDERS).query(BankOrder.class).list();
    }

    static final String NEWEST_ORDERS = """
            select message_id, end_to_end, status, because, fen as amount, payee, copies from sandbox.bank_order
             order by received_at desc, end_to_end limit :most
            """;

    List<BankOrder> newestOrders(int most) {
        return jdbc.sql(NEWEST_ORDERS)
                .param("most", most)
                .query(BankOrder.class)
                .list();
    }

    static final String TAKE_ORDER = """
            insert into sandbox.bank_order
                (message_id, end_to_end, own_account, payee, payee_account, fen, status, because, received_at)
            values (:message, :endToEnd, :own, :payee, :account, :fen, :status, :because, :at)
            on conflict (end_to_end) do update set copies = sandbox.bank_order.copies + 1
            returning message_id, end_to_end, status, because, fen as amount, payee, copies
            """;

    /** Takes an order once; a copy is counted and answered as the first. */
    BankOrder takeOrder(
            String message,
            String endToEnd,
            String own,
            String payee,
            String account,
            Money amount,
            boolean rejected,
            Instant at) {
        return jdbc.sql(TAKE_ORDER)
                .param("message", message)
                .param("endToEnd", endToEnd)
                .param("own", own)
                .param("payee", payee)
                .param("account", account)
                .param("fen", amount)
                .param("status", rejected ? "REJECTED" : "ACCEPTED")
                .param("because", rejected ? "AC01 收款账号户名不符" : null)
                .param("at", at)
                .query(BankOrder.class)
                .single();
    }

    static final String DELIVER = """
            insert into sandbox.bank_delivery (message_id, body, due_at, copies_left) values (:id, :body, :at, :copies)
            on conflict (message_id) do nothing
            """;

    void deliver(String id, String body, Instant at, int copies) {
        jdbc.sql(DELIVER)
                .param("id", id)
                .param("body", body)
                .param("at", at)
                .param("copies", copies)
                .update();
    }

    record Delivery(long id, String messageId, String body, int tries, int copiesLeft) {}

    static final String CLAIM = """
            update sandbox.bank_delivery set due_at = :lease, tries = tries + 1
             where id in (select id from sandbox.bank_delivery where copies_left > 0 and due_at <= :now
                           order by case when :reorder then hashtext(message_id) end, due_at, id limit :most for update skip locked)
            returning id, message_id, body, tries, copies_left
            """;

    List<Delivery> claim(Instant now, Instant lease, boolean reorder, int most) {
        return jdbc.sql(CLAIM)
                .param("lease", lease)
                .param("now", now)
                .param("reorder", reorder)
                .param("most", most)
                .query(Delivery.class)
                .list();
    }

    static final String DELIVERED = """
            update sandbox.bank_delivery set copies_left = copies_left - :done, due_at = :next, last_answer = :answer
             where id = :id
            """;

    void delivered(long id, boolean done, Instant next, String answer) {
        jdbc.sql(DELIVERED)
                .param("done", done ? 1 : 0)
                .param("next", next)
                .param("answer", answer)
                .param("id", id)
                .update();
    }

    static final String WAITING =
            "select count(*) from sandbox.bank_delivery where copies_left > 0 and due_at <= coalesce(:by::timestamptz, due_at)";

    /** How many messages are still to be sent, now or later. */
    long waiting() {
        return jdbc.sql(WAITING).param("by", null).query(Long.class).single();
    }

    /** How many should be sent by then. */
    long due(Instant by) {
        return jdbc.sql(WAITING).param("by", by).query(Long.class).single();
    }

    /** An account's movements added up by the bank itself. */
    record AccountTotal(String account, long credits, Money creditSum, long debits, Money debitSum, Money balance) {}

    static final String TOTALS = """
            select own_account as account,
                   count(*) filter (where direction = 'CREDIT') as credits,
                   coalesce(sum(fen) filter (where direction = 'CREDIT'), 0) as credit_sum,
                   count(*) filter (where direction = 'DEBIT') as debits,
                   coalesce(sum(fen) filter (where direction = 'DEBIT'), 0) as debit_sum,
                   sum(case direction when 'CREDIT' then fen else -fen end) as balance
            from sandbox.bank_movement group by own_account order by own_account
            """;

    List<AccountTotal> totals() {
        return jdbc.sql(TOTALS).query(AccountTotal.class).list();
    }

    static final String NEWEST = """
            select reference, direction, own_account, creditor_account, fen as amount, counterparty, remark, end_to_end,
                   booked_at, coalesce(value_on, (booked_at at time zone 'Asia/Shanghai')::date) as value_on
            from sandbox.bank_movement order by id desc limit 100
            """;

    List<Movement> newest() {
        return jdbc.sql(NEWEST).query(Movement.class).list();
    }

    static final String FAULTS = """
            select copies, delay_seconds, reorder, drop_first, reject_next, return_next, seed, late_days, omit_rate,
                   reject_rate, return_rate, versions, cut_off
            from sandbox.bank_faults
            """;

    /** As set, or as good as a bank can be: a fresh sandbox has no row. */
    BankFaults faults() {
        return jdbc.sql(FAULTS).query(BankFaults.class).optional().orElse(BankFaults.NONE);
    }

    static final String SET_FAULTS = """
            insert into sandbox.bank_faults (copies, delay_seconds, reorder, drop_first, reject_next, return_next, seed,
                late_days, omit_rate, reject_rate, return_rate, versions, cut_off)
            values (:copies, :delay, :reorder, :drop, :reject, :return, :seed, :late, :omit, :rejectRate, :returnRate,
                :versions, :cutOff::time)
            on conflict (only_row) do update set copies = excluded.copies, delay_seconds = excluded.delay_seconds,
                reorder = excluded.reorder, drop_first = excluded.drop_first, reject_next = excluded.reject_next,
                return_next = excluded.return_next, seed = excluded.seed, late_days = excluded.late_days,
                omit_rate = excluded.omit_rate, reject_rate = excluded.reject_rate, return_rate = excluded.return_rate,
                versions = excluded.versions, cut_off = excluded.cut_off
            """;

    void faults(BankFaults f) {
        jdbc.sql(SET_FAULTS)
                .param("copies", f.copies())
                .param("delay", f.delaySeconds())
                .param("reorder", f.reorder())
                .param("drop", f.dropFirst())
                .param("reject", f.rejectNext())
                .param("return", f.returnNext())
                .param("seed", f.seed())
                .param("late", f.lateDays())
                .param("omit", f.omitRate())
                .param("rejectRate", f.rejectRate())
                .param("returnRate", f.returnRate())
                .param("versions", f.versions())
                .param("cutOff", f.cutOff().toString())
                .update();
    }
}
