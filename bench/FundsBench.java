import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** See bench/funds. The money of the cases: receipts end to end, an account with a long history, the reconciliation of a large day. */
final class FundsBench {

    static final int HISTORY = Bench.setting("HISTORY", 10_000);
    static final int DAY = Bench.setting("DAY", 100_000);
    static final String PARTS = System.getenv().getOrDefault("PARTS", "receipts history day");
    static final int ACCOUNTS = Bench.setting("ACCOUNTS", 5_000);

    final Bench bench = new Bench();
    Process program;

    FundsBench() throws IOException {}

    public static void main(String[] arguments) throws Exception {
        var funds = new FundsBench();
        funds.program = funds.bench.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> funds.bench.end(funds.program)));
        System.out.printf("commit   %s%n", Bench.output("git", "rev-parse", "HEAD"));
        System.out.printf(
                "machine  %s cores, load %s%n",
                Runtime.getRuntime().availableProcessors(), Files.readString(Path.of("/proc/loadavg")).strip());
        System.out.printf("rounds   %d of %d s; the median first; the processor's time does not depend on who else works%n%n", Bench.ROUNDS, Bench.SECONDS);
        funds.bench.login();
        funds.bench.preparePgbench();
        funds.accounts();
        if (PARTS.contains("receipts")) {
            funds.receipts();
        }
        if (PARTS.contains("history")) {
            funds.history();
        }
        if (PARTS.contains("day")) {
            funds.day();
        }
    }

    /** Cases with an account each, over which the receipts are spread. */
    void accounts() throws Exception {
        for (int left = ACCOUNTS; left > 0; left -= 1000) {
            var file = new StringBuilder();
            for (int k = 0; k < Math.min(left, 1000); k++) {
                file.append(bench.filing()).append('\n');
            }
            bench.upload(file.toString());
        }
        bench.sql("vacuum analyze");
    }

    void receipts() throws Exception {
        measured("bare voucher, one statement, 4 clients", () -> bench.pgbench("-f", bench.voucherScript()));
        measured("receipts, one a message, 4 at once", () -> receipts(1, 4));
        measured("receipts, one a message, 8 at once", () -> receipts(1, 8));
        measured("receipts, 100 a message, 4 at once", () -> receipts(100, 4));
        measured("receipts, 1,000 a message, 2 at once", () -> receipts(1000, 2));
        measured("bare voucher again", () -> bench.pgbench("-f", bench.voucherScript()));
    }

    /** A rate, and what one of them costs the processors in the program and in the database. */
    void measured(String what, Bench.Measure rate) throws Exception {
        var rates = new ArrayList<Double>();
        var program = new ArrayList<Double>();
        var database = new ArrayList<Double>();
        for (int i = 0; i < Bench.ROUNDS; i++) {
            var before = cpu();
            long began = System.nanoTime();
            double each = rate.once();
            double done = each * (System.nanoTime() - began) / 1e9;
            var after = cpu();
            rates.add(each);
            program.add((after[0] - before[0]) / done);
            database.add((after[1] - before[1]) / done);
        }
        Bench.print(what + ", a second", rates);
        Bench.print("  of the processors: program, ms each", program);
        Bench.print("  of the processors: database, ms each", database);
    }

    double receipts(int entries, int clients) throws Exception {
        var accounts = List.of(bench.sql("select number from funds.account where kind = 'CASE' order by id").split("\n"));
        var bank = bench.sql("select number from funds.account where kind = 'BANK'");
        var count = new AtomicInteger();
        long begin = System.nanoTime();
        long until = begin + TimeUnit.SECONDS.toNanos(Bench.SECONDS);
        Bench.together(clients, () -> {
            while (System.nanoTime() < until) {
                take(Bench.credit(next(entries), bank, accounts, entries));
                count.addAndGet(entries);
            }
        });
        return count.get() / ((System.nanoTime() - begin) / 1e9);
    }

    /** The first of so many numbers that nobody else has. */
    static long next(int many) {
        return Bench.NUMBER.addAndGet(many) - many;
    }

    String take(String message) throws Exception {
        return Bench.demand(200, bench.http.send(
                        bench.request("/api/bank/messages")
                                .header("On-Behalf-Of", "cashier")
                                .header("Content-Type", "application/xml")
                                .POST(BodyPublishers.ofString(message))
                                .build(),
                        BodyHandlers.ofString()))
                .body();
    }

    /** Of two cases one gets a long history; then the same is asked of both. */
    void history() throws Exception {
        var bank = bench.sql("select number from funds.account where kind = 'BANK'");
        var cases = bench.sql("select case_number || ' ' || number from funds.account where kind = 'CASE' order by id desc limit 2")
                .split("\n");
        fill(bank, cases[0].split(" ")[1], 10);
        fill(bank, cases[1].split(" ")[1], HISTORY);
        bench.sql("vacuum analyze");
        var cashier = bench.session("cashier");
        for (var each : cases) {
            var number = each.split(" ")[0];
            var account = each.split(" ")[1];
            var vouchers = bench.sql("select count(*) from funds.posting p join funds.account a on a.id = p.account where a.number = '%s'".formatted(account));
            Bench.print("one receipt, account of %s vouchers, ms".formatted(vouchers), bench.rounds(() -> Bench.medianOf(
                    20, i -> take(Bench.credit(next(1), bank, List.of(account), 1)))));
            Bench.print("its funds as JSON, ms", bench.rounds(() -> Bench.medianOf(
                    20, i -> Bench.demand(200, bench.call("GET", Bench.casePath(number) + "/funds", null)))));
            Bench.print("its page of funds, ms", bench.rounds(() -> bench.page(
                    cashier, "/cases/" + URLEncoder.encode(number, StandardCharsets.UTF_8) + "/funds")));
        }
    }

    void fill(String bank, String account, int receipts) throws Exception {
        for (int left = receipts; left > 0; left -= 1000) {
            int now = Math.min(left, 1000);
            take(Bench.credit(next(now), bank, List.of(account), now));
        }
    }

    /** A day of many movements, written past the program, with the bank's statement of it; then its reconciliation. */
    void day() throws Exception {
        var day = bench.sql("select date '%s' - 1".formatted(Bench.TODAY));
        bench.sql("""
            with message as (
                insert into funds.bank_message (message_id, type, sha256, raw, raw_sha256, taken_at, by_login)
                values ('BENCHDAY', 'camt.054.001.08', repeat('0', 64), '', repeat('0', 64), now(), 'bench') returning id),
            bank as (select id, court, number from funds.account where kind = 'BANK'),
            sub as (select id, case_id, number, row_number() over (order by id) - 1 as k from funds.account where kind = 'CASE'),
            said as materialized (
                select n, nextval('funds.bank_entry_id_seq') as entry, nextval('funds.receipt_id_seq') as receipt,
                       nextval('funds.voucher_id_seq') as voucher, n %% (select count(*) from sub) as k
                  from generate_series(1, %d) n),
            entries as (
                insert into funds.bank_entry (id, reference, message, court, account, direction, currency, fen, booked_on, value_on,
                                              counterparty, remark, outcome, because)
                overriding system value
                select entry, 'S:DAY' || n, message.id, bank.court, bank.number, 'CREDIT', 'CNY', 100, '%2$s', '%2$s', '付款人', '',
                       'RECEIVED', '按案件账号记入' from said, message, bank),
            receipts as (
                insert into funds.receipt (id, entry, court, fen, booked_on, interest_until, payer, remark, named_account, case_id,
                                           identified_on)
                overriding system value
                select receipt, entry, bank.court, 100, '%2$s', '%2$s', '付款人', '', sub.number, sub.case_id, '%2$s'
                  from said join sub using (k), bank),
            vouchers as (
                insert into funds.voucher (id, court, kind, cause, case_id, text, bank_reference, booked_on, at, by_login, by_name)
                overriding system value
                select voucher, bank.court, 'RECEIPT', 'receipt:' || receipt, sub.case_id, '案款到账', 'S:DAY' || n, '%2$s', now(),
                       'bench', '测量' from said join sub using (k), bank),
            statement as (
                insert into funds.statement (court, account, statement_id, day, opening_fen, closing_fen, message)
                select bank.court, bank.number, 'BENCHDAY', '%2$s', 0, 100 * %1$d, message.id from bank, message returning id),
            lines as (
                insert into funds.statement_entry (statement, reference, direction, fen)
                select statement.id, 'S:DAY' || n, 'CREDIT', 100 from said, statement)
            insert into funds.posting (voucher, line, account, fen)
            select voucher, 1, bank.id, 100 from said, bank
            union all
            select voucher, 2, sub.id, -100 from said join sub using (k)
            """.formatted(DAY, day));
        bench.sql("vacuum analyze");
        Bench.print("reconciliation of %,d movements, ms".formatted(DAY), bench.rounds(() -> Bench.medianOf(
                3, i -> Bench.demand(200, bench.http.send(
                        bench.request("/api/bank/days/" + day).header("On-Behalf-Of", "cashier").build(), BodyHandlers.ofString())))));
        Bench.print("bare: both sides joined, sums by kind of account, ms", bench.rounds(() -> Bench.medianOf(3, i -> bench.sql("""
            select count(*) from (select reference, fen from funds.bank_entry where court = '%1$s' and booked_on = '%2$s') e
              full join (select n.reference, n.fen from funds.statement_entry n join funds.statement s on s.id = n.statement
                          where s.court = '%1$s' and s.day = '%2$s') n using (reference)
             where e.fen is distinct from n.fen;
            select a.kind, sum(p.fen), count(distinct v.id)
              from funds.voucher v join funds.posting p on p.voucher = v.id join funds.account a on a.id = p.account
             where v.court = '%1$s' and v.booked_on = '%2$s' group by a.kind;
            """.formatted(Bench.COURT, day)))));
    }

    /** Milliseconds of processor used so far by the program, and by the database with all of its processes that have ended. */
    double[] cpu() throws IOException {
        var server = Files.readAllLines(bench.data.resolve("data/postgres/cluster/postmaster.pid")).getFirst();
        double database = 0;
        try (var all = Files.list(Path.of("/proc"))) {
            for (var each : all.filter(p -> p.getFileName().toString().matches("[0-9]+")).toList()) {
                var fields = stat(each);
                boolean root = each.getFileName().toString().equals(server);
                if (fields.length > 0 && (root || fields[1].equals(server))) {
                    database += used(fields, 11) + (root ? used(fields, 13) : 0);
                }
            }
        }
        return new double[] {used(stat(Path.of("/proc/" + program.pid())), 11), database};
    }

    /** What stands behind the process's name: its state, its parent and so on. */
    static String[] stat(Path process) {
        try {
            var text = Files.readString(process.resolve("stat"));
            return text.substring(text.lastIndexOf(')') + 2).split(" ");
        } catch (IOException ended) {
            return new String[0];
        }
    }

    /** User and system time; a tick is 10 ms. */
    static double used(String[] fields, int at) {
        return 10 * (Double.parseDouble(fields[at]) + Double.parseDouble(fields[at + 1]));
    }
}
