package cn.sunlit.sandbox;

import cn.sunlit.kernel.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The simulated bank in the process of the test, on a database of its own, so that the court's program and database can be killed
 * while it lives on: its ledger is the judge.
 */
public final class OutsideBank implements AutoCloseable {

    private final PartnerServer partners = new PartnerServer();
    private final MovableClock clock = new MovableClock();
    private final Map<String, Object> settings = new HashMap<>();
    private final BankStore store;
    private final SandboxBank bank;

    /**
     * @param lines how many messages it sends at a time
     * @param page how many movements it puts on a page of a statement
     */
    public OutsideBank(JdbcClient jdbc, TransactionTemplate transaction, int lines, int page) {
        StandardEnvironment environment = new StandardEnvironment();
        settings.put("sunlit.sandbox.bank-lines", lines);
        settings.put("sunlit.sandbox.bank-page", page);
        environment.getPropertySources().addFirst(new MapPropertySource("bank", settings));
        partners.setEnvironment(environment);
        partners.postProcessBeanFactory(null);
        store = new BankStore(jdbc);
        bank = new SandboxBank(partners, store, null, transaction, environment, clock);
    }

    public String url() {
        return partners.url();
    }

    /** Tells it whom it serves. */
    public void serves(String court, String account) {
        settings.put("sunlit.sandbox.bank-account", account);
        settings.put("sunlit.sandbox.bank-court", court);
    }

    /** Each message up to so often, late by up to so many days, in another order, in several versions; all drawn by the seed. */
    public void stutter(long seed, int copies, int lateDays, double omitted, double rejected, double returned) {
        store.faults(new BankFaults(
                copies, 0, true, false, 0, 0, seed, lateDays, omitted, rejected, returned, true, BankFaults.CUT_OFF));
    }

    /** @param key pays once for the same key */
    public record Credit(String account, Money amount, String payer, String remark, String key) {}

    /** Takes them and tells each by itself. */
    public void credit(Credit c) {
        bank.credit(c.account(), c.amount(), c.payer(), c.remark(), c.key());
    }

    /** Takes them and tells them in one message. */
    public void credit(List<Credit> credits) {
        bank.credit(credits.stream()
                .map(c -> new SandboxBank.Credit(c.account(), c.amount(), c.payer(), c.remark(), c.key()))
                .toList());
    }

    public void standAhead(Duration by) {
        clock.standAhead(by);
    }

    public Instant now() {
        return clock.instant();
    }

    /** Sends what is due, and tries again what failed. @return how many messages */
    public int work() {
        return bank.runDue();
    }

    /** How many messages are still to be sent, now or on a later day. */
    public long waiting() {
        return store.waiting();
    }

    /** How many of them should have been sent by now. */
    public long due() {
        return store.due(clock.instant());
    }

    /** A movement as the bank booked it. */
    public record Movement(
            String reference,
            boolean credit,
            String creditorAccount,
            Money amount,
            @Nullable String endToEnd) {}

    public List<Movement> movements() {
        return store.movements().stream()
                .map(m -> new Movement(
                        m.reference(), m.direction().equals("CREDIT"), m.creditorAccount(), m.amount(), m.endToEnd()))
                .toList();
    }

    /** An order as the bank took it: how often it came does not matter. */
    public record Order(String endToEnd, boolean accepted, Money amount, int copies) {}

    public List<Order> orders() {
        return store.orders().stream()
                .map(o -> new Order(o.endToEnd(), o.status().equals("ACCEPTED"), o.amount(), o.copies()))
                .toList();
    }

    /** What the court has there, as the bank adds it up. */
    public Money balance() {
        return Money.sum(
                store.totals().stream().map(BankStore.AccountTotal::balance).toList());
    }

    @Override
    public void close() {
        partners.destroy();
    }
}
