package cn.sunlit.stories;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.InMemory;
import cn.sunlit.PostgresTest;
import cn.sunlit.database.TestServer;
import cn.sunlit.kernel.IdentityNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.sandbox.OutsideBank;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Story 19: the bank tells each movement up to three times, in any order, days late or in the pages of the statement alone, in several
 * versions of the standard; payments go out meanwhile, some are refused and some come back, and a list of many payees is on its
 * way in files when the program is first killed, and its database too. In the end the bank's own ledger, which lives outside, judges: nothing is booked twice, nothing is paid twice,
 * nothing is lost. {@code -Dsunlit.stutter.messages=100000} for the whole, {@code -Dsunlit.stutter.seed} to repeat a run.
 */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(PostgresTest.class)
class BankStuttersStory {

    private static final int MESSAGES = Integer.getInteger("sunlit.stutter.messages", 240);
    private static final long SEED = Long.getLong("sunlit.stutter.seed", 20261124L);
    private static final boolean WHOLE = MESSAGES >= 10_000;
    private static final int DAYS = WHOLE ? 20 : 3;
    private static final int CASES = WHOLE ? 40 : 4;
    private static final int LATE = 2;
    private static final Set<Integer> KILLS = WHOLE ? Set.of(2, 6, 9, 13, 17) : Set.of(1);
    private static final Set<Integer> RESTARTS = WHOLE ? Set.of(4, 11) : Set.of();
    private static final int PAYEES = WHOLE ? 17_000 : 300;
    private static final int FILE_LIMIT = PAYEES / 6;
    private static final String JUDGE = "judge";

    @TempDir(factory = InMemory.class)
    Path home;

    private final OutsideBank bank;
    private final Random random = new Random(SEED);
    private final List<String> told = new ArrayList<>();
    private final List<String> numbers = new ArrayList<>();
    private final List<String> accounts = new ArrayList<>();
    private final long began = System.nanoTime();
    private final AtomicInteger sent = new AtomicInteger();
    private volatile boolean open = true;
    private Duration ahead = Duration.ZERO;
    private int paidIn;

    BankStuttersStory(JdbcClient jdbc, TransactionTemplate transaction) {
        this.bank = new OutsideBank(jdbc, transaction, WHOLE ? 8 : 4, WHOLE ? 4000 : 60);
    }

    @Test
    void 银行结巴_账实一分不差_一笔不重付() throws Exception {
        Thread sender = null;
        try (ChildProgram program = new ChildProgram(home.resolve("court"))) {
            start(program);
            CourtHttp court = new CourtHttp(program.address());
            file(court);
            bank.serves(program.address(), ownAccount(program));
            sender = Thread.ofPlatform().start(this::send);
            String list = fileList(court);
            bank.stutter(SEED, 3, LATE, 0.08, 0.1, 0.15);
            for (int day = 0; day < DAYS; day++) {
                payIn(MESSAGES / DAYS);
                payOut(court);
                if (RESTARTS.contains(day)) {
                    program.killDatabase();
                    say("day %d: the database was killed under the program".formatted(day));
                }
                if (KILLS.contains(day)) {
                    Thread approving = Thread.ofPlatform().start(() -> approveList(court, list));
                    Thread.sleep(random.nextInt(200, 1500));
                    program.kill();
                    approving.join();
                    program.killDatabase();
                    say("day %d: killed with %d messages sent".formatted(day, sent.get()));
                    start(program);
                    approveList(court, list);
                }
                nextDay(court);
                System.out.printf(
                        Locale.ROOT,
                        "day %d of %d: %d messages sent, %d movements booked of %d, %.0f s%n",
                        day + 1,
                        DAYS,
                        sent.get(),
                        booked(database(program)),
                        bank.movements().size(),
                        (System.nanoTime() - began) / 1e9);
            }
            settle(court);
            open = false;
            sender.join();
            say("%d messages sent, %d movements at the bank"
                    .formatted(sent.get(), bank.movements().size()));
            JdbcClient database = database(program);
            reconciles(court);
            everyMovementOnce(database);
            nothingPaidTwice(database);
            everyPayeeOnce(court, list);
            assertThat(program.command(Map.of(), "cn.sunlit.audit.AuditCommand"))
                    .endsWith("exit 0");
        } finally {
            open = false;
            if (sender != null) {
                sender.join();
            }
            bank.close();
            System.out.println(
                    "the bank stutters, %d messages, seed %d: %s".formatted(MESSAGES, SEED, String.join("; ", told)));
        }
    }

    private void start(ChildProgram program) throws IOException, InterruptedException {
        program.start(
                Map.of("SPRING_PROFILES_ACTIVE", "sandbox"),
                "--sunlit.sandbox.demo=false",
                // Here the nights are a minute apart: the record is walked once, when all is done.
                "--sunlit.audit.nightly=false",
                "--sunlit.work.delay=1s",
                "--sunlit.funds.bank-file-limit=" + FILE_LIMIT,
                "--sunlit.funds.bank.url=" + bank.url() + "/bank/payments");
    }

    /** The bank goes on whatever becomes of the court. */
    private void send() {
        while (open) {
            int did = bank.work();
            sent.addAndGet(did);
            if (did == 0) {
                pause(50);
            }
        }
    }

    private void file(CourtHttp court) {
        for (int i = 0; i < CASES; i++) {
            String number = court.post("/api/cases", "filing", application(i), "Idempotency-Key", "stutter-" + i)
                    .expect(201)
                    .json()
                    .path("number")
                    .asString();
            numbers.add(number);
            court.post(CourtHttp.caseAt(number) + "/initiation", JUDGE, "{}").expect(200);
            accounts.add(court.get(CourtHttp.caseAt(number) + "/funds", "cashier")
                    .expect(200)
                    .json()
                    .path("account")
                    .asString());
        }
        say(CASES + " cases");
    }

    /** A case whose applicant stands for many; its money comes without any fault, so that the list is approved when a kill is due. */
    private String fileList(CourtHttp court) {
        String number = court.post("/api/cases", "filing", application(CASES), "Idempotency-Key", "stutter-list")
                .expect(201)
                .json()
                .path("number")
                .asString();
        String at = CourtHttp.caseAt(number);
        bank.credit(new OutsideBank.Credit(
                court.get(at + "/funds", "cashier").json().path("account").asString(),
                Money.yuan(10L * PAYEES),
                "乙某",
                "名单案款",
                "stutter-list"));
        for (int i = 0; i < 6000; i++) {
            if (!court.get(at + "/funds", "cashier")
                    .json()
                    .path("received")
                    .asString()
                    .equals("0.00")) {
                break;
            }
            pause(100);
        }
        StringBuilder list = new StringBuilder("户名,开户银行,收款账号,债权数额\n");
        for (int i = 1; i <= PAYEES; i++) {
            list.append("收款人%d,演示商业银行,62999900001%08d,%d.00\n".formatted(i, i, 5 + i % 17));
        }
        return at
                + "/distributions/"
                + court.upload(at + "/distributions/list", JUDGE, "list.csv", list.toString())
                        .expect(201)
                        .json()
                        .path("id")
                        .asLong();
    }

    /** Again and again: what was approved once stays so. */
    private static void approveList(CourtHttp court, String list) {
        try {
            court.post(list + "/approve", "director", "{}").expect(200);
        } catch (UncheckedIOException killed) {
            // approved or not: that is what the next call has to find out
        }
    }

    /** The list is whole: each payee is paid, refused or returned, by one order of its own. */
    private void everyPayeeOnce(CourtHttp court, String list) {
        Map<String, Integer> ends = new HashMap<>();
        int all = 0;
        for (String state : List.of("PAID", "REJECTED", "RETURNED")) {
            int count = court.get(list + "/payees?state=" + state, JUDGE)
                    .expect(200)
                    .json()
                    .path("total")
                    .asInt();
            ends.put(state, count);
            all += count;
        }
        assertThat(all).as(ends.toString()).isEqualTo(PAYEES);
        String prefix = "FK" + list.substring(list.lastIndexOf('/') + 1) + "-";
        Set<String> asked = new HashSet<>();
        for (OutsideBank.Order o : bank.orders()) {
            if (o.endToEnd().startsWith(prefix)) {
                assertThat(asked.add(o.endToEnd())).as(o.toString()).isTrue();
            }
        }
        assertThat(asked).hasSize(PAYEES);
        say("list of %d: %s".formatted(PAYEES, ends));
    }

    private static long booked(JdbcClient database) {
        return database.sql("select count(*) from funds.voucher where bank_reference is not null")
                .query(Long.class)
                .single();
    }

    private String application(int n) {
        String seventeen = "9999001972%02d%02d%03d".formatted(n % 12 + 1, n % 28 + 1, n);
        return """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"%s","cause":"民间借贷纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初%d号","court":"鄂1125","effectiveOn":"2026-10-10","performanceDue":"2026-10-20"},
                 "applicants":[{"kind":"PERSON","name":"甲某","idType":"RESIDENT_ID","idNumber":"%s","phone":"19000008801",
                   "payee":{"name":"甲某","bank":"演示商业银行","account":"62999900000000%05d"}}],
                 "respondents":[{"kind":"PERSON","name":"乙某","phone":"19000008802"}],
                 "obligations":[{"kind":"MONEY","principal":"900000000.00"}]}
                """.formatted(LocalDate.now(), 5000 + n, seventeen + IdentityNumber.checkDigit(seventeen), n);
    }

    /** Most money names its case, some has a slip in the number; a third is told in batches. */
    private void payIn(int credits) {
        List<OutsideBank.Credit> batch = new ArrayList<>();
        for (int i = 0; i < credits; i++) {
            int n = paidIn++;
            String account = accounts.get(random.nextInt(accounts.size()));
            boolean slip = random.nextInt(20) == 0;
            OutsideBank.Credit credit = new OutsideBank.Credit(
                    slip ? "9" + account.substring(1) : account,
                    new Money(random.nextLong(1, 500_000)),
                    "乙某",
                    "还款第" + n + "笔",
                    "stutter-" + n);
            if (random.nextInt(3) == 0) {
                batch.add(credit);
            } else {
                bank.credit(credit);
            }
            if (batch.size() == 25) {
                bank.credit(batch);
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            bank.credit(batch);
        }
    }

    /** Proposes and approves what is there; what failed or came back is proposed again the next day. */
    private void payOut(CourtHttp court) {
        for (String number : numbers) {
            String at = CourtHttp.caseAt(number) + "/distributions";
            try {
                // Money that comes between the two makes the approval void: it is proposed anew.
                for (int attempt = 0; attempt < 5; attempt++) {
                    CourtHttp.Answer proposed = court.post(at, JUDGE, "{}");
                    if (proposed.status() != 201
                            || court.post(at + "/" + proposed.json().path("id").asLong() + "/approve", "director", "{}")
                                            .status()
                                    == 200) {
                        break;
                    }
                }
            } catch (UncheckedIOException away) {
                return; // the program is not there; tomorrow is another day
            }
        }
    }

    private void nextDay(CourtHttp court) {
        ahead = ahead.plusDays(1);
        bank.standAhead(ahead);
        for (int attempt = 1; ; attempt++) {
            try {
                CourtHttp.Answer moved = court.post("/sandbox/clock", "", Map.of("advance", "P1D"));
                if (moved.status() == 200) {
                    return;
                }
                assertThat(attempt).as(moved.text()).isLessThan(300);
            } catch (UncheckedIOException away) {
                assertThat(attempt).isLessThan(300);
            }
            pause(1000);
        }
    }

    /** Nobody pays any more; days pass until the bank has told all and the court has sent all. */
    private void settle(CourtHttp court) {
        for (int day = 0; day < LATE + 2 || bank.waiting() > 0; day++) {
            assertThat(day).as("the bank never ends").isLessThan(40);
            for (int i = 0; i < 1200 && bank.due() > 0; i++) {
                pause(500);
            }
            nextDay(court);
        }
        say("all told, the bank's clock is %s ahead".formatted(ahead));
    }

    private void reconciles(CourtHttp court) {
        LocalDate last = bank.now().atZone(java.time.ZoneId.of("Asia/Shanghai")).toLocalDate();
        JsonNode found = court.get("/api/bank/reconciliation?day=" + last, "cashier")
                .expect(200)
                .json();
        assertThat(found.path("difference").asString()).as(found.toString()).isEqualTo("0.00");
        assertThat(found.path("agrees").asBoolean()).as(found.toString()).isTrue();
        assertThat(found.path("bank").asString()).isEqualTo(bank.balance().toString());
        Map<String, Money> credited = new HashMap<>();
        for (OutsideBank.Movement m : bank.movements()) {
            if (m.credit() && m.endToEnd() == null) {
                credited.merge(m.creditorAccount(), m.amount(), Money::plus);
            }
        }
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(court.get(CourtHttp.caseAt(numbers.get(i)) + "/funds", "cashier")
                            .expect(200)
                            .json()
                            .path("received")
                            .asString())
                    .as(numbers.get(i))
                    .isEqualTo(
                            credited.getOrDefault(accounts.get(i), Money.ZERO).toString());
        }
    }

    /** Each movement of the bank is one voucher that moves the court's bank account by its amount, and there is no other. */
    private void everyMovementOnce(JdbcClient database) {
        record Booked(String reference, long fen) {}
        Map<String, Long> booked = new HashMap<>();
        for (Booked b : database.sql("""
                        select substr(v.bank_reference, 3) as reference, p.fen from funds.voucher v
                        join funds.posting p on p.voucher = v.id join funds.account a on a.id = p.account and a.kind = 'BANK'""").query(Booked.class).list()) {
            assertThat(booked.put(b.reference(), b.fen()))
                    .as("booked twice: " + b)
                    .isNull();
        }
        List<OutsideBank.Movement> all = bank.movements();
        for (OutsideBank.Movement m : all) {
            assertThat(booked.get(m.reference()))
                    .as("booked as the bank did: " + m)
                    .isEqualTo(m.credit() ? m.amount().fen() : -m.amount().fen());
        }
        assertThat(booked).hasSize(all.size());
    }

    /** What the bank paid is what the court ordered, each order once; what the court calls paid has left and not come back. */
    private void nothingPaidTwice(JdbcClient database) {
        Set<String> left = new HashSet<>();
        Set<String> back = new HashSet<>();
        for (OutsideBank.Movement m : bank.movements()) {
            if (m.endToEnd() != null) {
                assertThat((m.credit() ? back : left).add(m.endToEnd()))
                        .as("paid twice: " + m)
                        .isTrue();
            }
        }
        record Payment(String endToEnd, String state, long line) {}
        List<Payment> payments = database.sql("select end_to_end, state, line from funds.payment")
                .query(Payment.class)
                .list();
        Map<String, String> states = new HashMap<>();
        payments.forEach(p -> states.put(p.endToEnd(), p.state()));
        assertThat(states.keySet()).containsAll(left);
        for (OutsideBank.Order o : bank.orders()) {
            String expected = !o.accepted() ? "REJECTED" : back.contains(o.endToEnd()) ? "RETURNED" : "PAID";
            assertThat(states.get(o.endToEnd())).as(o.toString()).isEqualTo(expected);
        }
        assertThat(bank.orders())
                .as("orders that came")
                .hasSize(payments.size())
                .isNotEmpty();
        say("%d orders, %d paid, %d came back".formatted(payments.size(), left.size() - back.size(), back.size()));
    }

    private static String ownAccount(ChildProgram program) throws IOException {
        return database(program)
                .sql("select number from funds.account where kind = 'BANK'")
                .query(String.class)
                .single();
    }

    private static JdbcClient database(ChildProgram program) throws IOException {
        Path postgres = program.data().resolve("postgres");
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:%s/sunlit"
                .formatted(Files.readString(postgres.resolve("port")).strip()));
        source.setUser("sunlit");
        source.setPassword(Files.readString(postgres.resolve("password")).strip());
        return TestServer.jdbc(source);
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void say(String what) {
        told.add(String.format(Locale.ROOT, "%.0f s %s", (System.nanoTime() - began) / 1e9, what));
    }
}
