package cn.sunlit.funds;

import cn.sunlit.bank.PaymentOrder;
import cn.sunlit.database.CommandDatabase;
import cn.sunlit.kernel.Money;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** See bench/mass. One case a round, PAYEES payees: read, approved, written as pain.001; beside bare SQL and the bare library. */
final class MassBench {

    private static final int PAYEES = Integer.parseInt(System.getenv().getOrDefault("PAYEES", "17000"));
    private static final int ROUNDS = Integer.parseInt(System.getenv().getOrDefault("ROUNDS", "5"));

    private final HttpClient http = HttpClient.newHttpClient();
    private final JdbcClient jdbc;
    private final String base;
    private final String token;

    private MassBench(JdbcClient jdbc, String port) throws Exception {
        this.jdbc = jdbc;
        this.base = "http://127.0.0.1:" + port;
        this.token = first(send(HttpRequest.newBuilder(URI.create(base + "/oauth2/token"))
                        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("demo:demo".getBytes(StandardCharsets.UTF_8)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials"))), "\"access_token\":\"([^\"]+)");
    }

    public static void main(String[] arguments) throws Exception {
        try (CommandDatabase database = CommandDatabase.open(Map.of(), Path.of(arguments[0]))) {
            new MassBench(database.jdbc(), arguments[1]).run();
        }
    }

    private void run() throws Exception {
        List<Double> proposed = new ArrayList<>();
        List<Double> approved = new ArrayList<>();
        List<Double> written = new ArrayList<>();
        List<Double> answered = new ArrayList<>();
        List<Double> paid = new ArrayList<>();
        List<Double> sql = new ArrayList<>();
        List<Double> library = new ArrayList<>();
        jdbc.sql("create table public.bare_line (like funds.distribution_line including all)").update();
        jdbc.sql("create table public.bare_payment (like funds.payment including all)").update();
        for (int round = 0; round < ROUNDS; round++) {
            sql.add(bare());
            library.add(marshalled());
            String at = "/api/cases/" + URLEncoder.encode(funded(round), StandardCharsets.UTF_8) + "/distributions";
            long begin = System.nanoTime();
            String made = upload(at + "/list", list(round));
            proposed.add(since(begin));
            String id = first(made, "\"id\":(\\d+)");
            Instant pressed = Instant.now();
            begin = System.nanoTime();
            post(at + "/" + id + "/approve", "director", "{}");
            approved.add(since(begin));
            while (waiting(id) > 0) {
                Thread.sleep(20);
            }
            answered.add(since(begin));
            written.add(arrived(id, pressed));
            while (unpaid(id) > 0) {
                Thread.sleep(200);
            }
            paid.add(since(begin));
        }
        print("list of %d read, checked and proposed, s".formatted(PAYEES), proposed);
        print("approved: booked, queued, papers, s", approved);
        double whole = print("until the last pain.001 is with the bank, s", written);
        print("until the bank has answered every file, s", answered);
        print("until the bank has told of each that it is paid, s", paid);
        double baseline = print("bare SQL: lines and payments, s", sql) + print("bare library: pain.001, s", library);
        System.out.printf(Locale.ROOT, "%-58s %10.2f times bare SQL and library%n", "approved to pain.001", whole / baseline);
    }

    /** The same rows into tables of the same shape and keys, one statement each. */
    private double bare() {
        long begin = System.nanoTime();
        jdbc.sql("""
                insert into public.bare_line (distribution, kind, party, payee, bank, payee_account, masked_account, fen,
                    principal_fen, list_row, account_key)
                select 1, 'CREDITOR', 1, '收款人' || n, '演示银行', sha256(n::text::bytea), '6299***********', 100, 100, n,
                       sha256(n::text::bytea)
                from generate_series(1, :n) n""").param("n", PAYEES).update();
        jdbc.sql("""
                insert into public.bare_payment (line, distribution, case_id, court, batch, end_to_end, fen, state, next_try, created_at)
                select id, 1, 1, '鄂1125', 1, 'FK1-' || id, fen, 'QUEUED', now(), now() from public.bare_line""").update();
        double took = since(begin);
        jdbc.sql("truncate public.bare_line, public.bare_payment").update();
        return took;
    }

    private static double marshalled() {
        List<PaymentOrder.Transfer> all = IntStream.range(0, PAYEES)
                .mapToObj(i -> new PaymentOrder.Transfer("FK1-" + i, "收款人" + i, "演示银行", "62999900000000" + i, Money.yuan(1)))
                .toList();
        OffsetDateTime at = OffsetDateTime.of(2026, 3, 2, 9, 0, 0, 0, ZoneOffset.ofHours(8));
        long begin = System.nanoTime();
        for (int from = 0; from < PAYEES; from += 5000) {
            PaymentOrder.write("PAY" + from, at, at.toLocalDate(), "81100000000000000", all.subList(from, Math.min(PAYEES, from + 5000)));
        }
        return since(begin);
    }

    /** By the bank's own log: after how many seconds it had read the last file and began to take its payments. */
    private double arrived(String distribution, Instant pressed) {
        Instant last = jdbc.sql("""
                select max(o.received_at) from sandbox.bank_order o
                where o.message_id in (select message_id from funds.payment_batch where distribution = :id)""")
                .param("id", Long.parseLong(distribution))
                .query((r, n) -> r.getObject(1, OffsetDateTime.class).toInstant())
                .single();
        return Duration.between(pressed, last).toNanos() / 1e9;
    }

    /** How many files of it the bank has not answered. */
    private long waiting(String distribution) {
        return jdbc.sql("select count(*) from funds.payment_batch where state = 'QUEUED' and distribution = :id")
                .param("id", Long.parseLong(distribution))
                .query(Long.class)
                .single();
    }

    private long unpaid(String distribution) {
        return jdbc.sql("select count(*) from funds.payment where state <> 'PAID' and distribution = :id")
                .param("id", Long.parseLong(distribution))
                .query(Long.class)
                .single();
    }

    /** A case with a receipt that covers a yuan for each payee. */
    private String funded(int round) throws Exception {
        String today = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
        String number = first(post("/api/cases", "filing", """
                {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"%s","cause":"追索劳动报酬纠纷",
                 "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初%d号","court":"鄂1125","effectiveOn":"%s","performanceDue":"%s"},
                 "applicants":[{"kind":"PERSON","name":"诉讼代表人"}],"respondents":[{"kind":"ORGANISATION","name":"欠薪公司%d"}],
                 "obligations":[{"kind":"MONEY","principal":"9000000.00"}]}""".formatted(today, 70_000 + round, today, today, round)), "\"number\":\"([^\"]+)");
        String funds = "/api/cases/" + URLEncoder.encode(number, StandardCharsets.UTF_8) + "/funds";
        String account = first(get(funds), "\"account\":\"(\\d+)");
        post("/sandbox/bank/credits", "", "{\"account\":\"%s\",\"amount\":\"%d.00\",\"payer\":\"欠薪公司\",\"remark\":\"\",\"key\":\"mass-%d\"}"
                .formatted(account, PAYEES * 10L, round));
        for (int i = 0; i < 600 && get(funds).contains("\"received\":\"0.00\""); i++) {
            Thread.sleep(100);
        }
        return number;
    }

    private static String list(int round) {
        StringBuilder list = new StringBuilder("户名,开户银行,收款账号,债权数额\n");
        for (int i = 1; i <= PAYEES; i++) {
            list.append("收款人%d,演示银行,62999%02d%010d,%d.00\n".formatted(i, round, i, 100 + i % 900));
        }
        return list.toString();
    }

    private String upload(String path, String csv) throws Exception {
        String body = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\nContent-Type: text/csv\r\n\r\n%s\r\n--edge--\r\n".formatted(csv);
        return send(as("judge", path).header("Content-Type", "multipart/form-data; boundary=edge").POST(BodyPublishers.ofString(body)));
    }

    private String post(String path, String as, String body) throws Exception {
        return send(as(as, path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private String get(String path) throws Exception {
        return send(as("judge", path).GET());
    }

    private HttpRequest.Builder as(String who, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        return who.isEmpty() ? request : request.header("Authorization", "Bearer " + token).header("On-Behalf-Of", who);
    }

    private String send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.uri() + " " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double print(String what, List<Double> all) {
        double median = all.stream().sorted().toList().get(all.size() / 2);
        System.out.printf(Locale.ROOT, "%-58s %10.2f   %s%n", what, median, all.stream().map("%.2f"::formatted).toList());
        return median;
    }

    private static String first(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return found.group(1);
    }
}
