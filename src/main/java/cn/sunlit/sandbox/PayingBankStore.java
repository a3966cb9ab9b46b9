package cn.sunlit.sandbox;

import cn.sunlit.kernel.Money;
import cn.sunlit.livesealing.Use;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The paying bank's own log and switches. */
@Repository
@Profile("sandbox")
class PayingBankStore {

    private final JdbcClient jdbc;

    PayingBankStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A payment that a debtor ordered.
     *
     * @param state NEW, PAID, PAID_FREELY (nothing that is held was touched), PAID_AGAINST (though the court refused) or NOT_PAID
     * @param answer what the court answered
     * @param tookMs how long the answer took
     */
    record Order(
            long id,
            String key,
            String institution,
            String account,
            String payee,
            String payeeAccount,
            Use use,
            Money amount,
            String state,
            @Nullable String answer,
            @Nullable Long tookMs,
            Instant orderedAt) {

        String stateZh() {
            return switch (state) {
                case "PAID" -> "法院准许，已付";
                case "PAID_FREELY" -> "未动用冻结款，已付";
                case "PAID_AGAINST" -> "未经准许付出";
                case "NOT_PAID" -> "未付";
                default -> "处理中";
            };
        }
    }

    static final String TAKE = """
            insert into sandbox.paying_order (key, institution, account, payee, payee_account, use, fen, state, ordered_at)
            values (:key, :institution, :account, :payee, :payeeAccount, :use, :fen, 'NEW', :at)
            on conflict (key) do nothing
            """;

    /** @return whether the key is new */
    boolean take(PayingBank.Ordered o, String key, Instant at) {
        return jdbc.sql(TAKE)
                        .param("key", key)
                        .param("institution", o.institution())
                        .param("account", o.account())
                        .param("payee", o.payee())
                        .param("payeeAccount", o.payeeAccount())
                        .param("use", o.use())
                        .param("fen", o.amount())
                        .param("at", at)
                        .update()
                == 1;
    }

    private static final String ORDER = """
            select id, key, institution, account, payee, payee_account, use, fen as amount, state, answer, took_ms, ordered_at
              from sandbox.paying_order
            """;

    static final String ONE = ORDER + " where key = :key";

    Order find(String key) {
        return jdbc.sql(ONE).param("key", key).query(Order.class).single();
    }

    static final String NEWEST = ORDER + " order by id desc limit 200";

    List<Order> newest() {
        return jdbc.sql(NEWEST).query(Order.class).list();
    }

    static final String DONE = """
            update sandbox.paying_order set state = :state, answer = :answer::text, took_ms = :took::bigint where key = :key
            """;

    void done(String key, String state, @Nullable String answer, @Nullable Long tookMs) {
        jdbc.sql(DONE)
                .param("key", key)
                .param("state", state)
                .param("answer", answer)
                .param("took", tookMs)
                .update();
    }

    static final String FAULTS = """
            select coalesce(bool_or(let_through), false) as let_through, coalesce(bool_or(silent), false) as silent from sandbox.paying_fault
            """;

    PayingBank.Faults faults() {
        return jdbc.sql(FAULTS).query(PayingBank.Faults.class).single();
    }

    static final String SET_FAULTS = """
            insert into sandbox.paying_fault (let_through, silent) values (:let, :silent)
            on conflict (only_row) do update set let_through = :let, silent = :silent
            """;

    void faults(PayingBank.Faults f) {
        jdbc.sql(SET_FAULTS)
                .param("let", f.letThrough())
                .param("silent", f.silent())
                .update();
    }
}
