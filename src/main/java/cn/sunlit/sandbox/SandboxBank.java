package cn.sunlit.sandbox;

import cn.sunlit.funds.Funds;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.Money;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The simulated bank: takes payment orders over HTTP once by their message id, books them in its own ledger, and tells
 * credits and debits to {@code POST /api/bank/messages} as a machine of its own, with whatever faults are set.
 */
@Component
@Profile("sandbox")
class SandboxBank implements DueWork {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BATCH = 50;
    private static final CourtCode COURT = new CourtCode("鄂1125");

    private final BankStore store;
    private final Funds funds;
    private final TransactionTemplate transaction;
    private final Environment settings;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private volatile @Nullable String token;
    private volatile @Nullable LocalDate statedOn;

    SandboxBank(
            PartnerServer partners,
            BankStore store,
            Funds funds,
            TransactionTemplate transaction,
            Environment settings,
            Clock clock) {
        this.store = store;
        this.funds = funds;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
        partners.on("/bank/payments", this::order);
    }

    /**
     * Somebody pays into an account of the court, as by transfer or by a deduction that an institution carried out.
     *
     * @param account the number that the payer writes, a sub-account or anything else
     * @param idempotencyKey the same key again pays nothing more
     * @return the bank's reference of the movement
     */
    String credit(String account, Money amount, String payer, String remark, String idempotencyKey) {
        return Objects.requireNonNull(transaction.execute(status -> {
            String cause = "credit:" + idempotencyKey;
            BankStore.Movement m = new BankStore.Movement(
                    reference("C", cause), "CREDIT", own(), account, amount, payer, remark, null, clock.instant());
            return book(cause, m);
        }));
    }

    private String book(String cause, BankStore.Movement m) {
        if (!store.book(cause, m)) {
            return store.byCause(cause).orElseThrow().reference();
        }
        BankStore.Faults f = store.faults();
        Instant due = clock.instant().plusSeconds(f.delaySeconds());
        store.deliver("N-" + m.reference(), BankMessages.notification(m), due, f.copies());
        return m.reference();
    }

    private static String reference(String kind, String cause) {
        return kind
                + String.format(
                        "%016x%08x",
                        java.util
                                .UUID
                                .nameUUIDFromBytes(cause.getBytes(StandardCharsets.UTF_8))
                                .getMostSignificantBits(),
                        cause.hashCode());
    }

    private String own() {
        return funds.courtAccount(COURT);
    }

    private void order(HttpExchange exchange) throws IOException {
        String body = PartnerServer.body(exchange);
        String message;
        String endToEnd;
        String payee;
        String account;
        String own;
        Money amount;
        try {
            Document order = parse(body);
            message = value(order, "//*[local-name()='GrpHdr']/*[local-name()='MsgId']");
            endToEnd = value(order, "//*[local-name()='EndToEndId']");
            payee = value(order, "//*[local-name()='Cdtr']/*[local-name()='Nm']");
            account = value(order, "//*[local-name()='CdtrAcct']//*[local-name()='Othr']/*[local-name()='Id']");
            own = value(order, "//*[local-name()='DbtrAcct']//*[local-name()='Othr']/*[local-name()='Id']");
            amount = Money.parse(value(order, "//*[local-name()='InstdAmt']"));
        } catch (SAXException | XPathExpressionException | ParserConfigurationException | IllegalArgumentException e) {
            PartnerServer.answer(exchange, 400, "text/plain", "not a pain.001 of this bank: " + e.getMessage());
            return;
        }
        BankStore.BankOrder taken = Objects.requireNonNull(transaction.execute(status -> {
            BankStore.Faults f = store.faults();
            BankStore.BankOrder o = store.takeOrder(
                    message, endToEnd, own, payee, account, amount, f.rejectNext() > 0, clock.instant());
            if (o.copies() == 1 && f.rejectNext() > 0) {
                store.faults(new BankStore.Faults(
                        f.copies(), f.delaySeconds(), f.reorder(), f.dropFirst(), f.rejectNext() - 1, f.returnNext()));
            }
            if (o.status().equals("ACCEPTED")) {
                String cause = "order:" + message;
                book(
                        cause,
                        new BankStore.Movement(
                                reference("D", cause),
                                "DEBIT",
                                own,
                                account,
                                amount,
                                payee,
                                "执行款",
                                endToEnd,
                                clock.instant()));
                if (o.copies() == 1 && f.returnNext() > 0) {
                    String back = "return:" + message;
                    book(
                            back,
                            new BankStore.Movement(
                                    reference("R", back),
                                    "CREDIT",
                                    own,
                                    own,
                                    amount,
                                    payee,
                                    "退汇：账户已销户",
                                    endToEnd,
                                    clock.instant()));
                    store.faults(new BankStore.Faults(
                            f.copies(),
                            f.delaySeconds(),
                            f.reorder(),
                            f.dropFirst(),
                            f.rejectNext(),
                            f.returnNext() - 1));
                }
            }
            return o;
        }));
        PartnerServer.answer(
                exchange,
                200,
                "application/xml",
                BankMessages.answer("A-" + message + "-" + taken.copies(), clock.instant(), taken));
    }

    private static Document parse(String body) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(body)));
    }

    private static String value(Document order, String path) throws XPathExpressionException {
        XPath xpath = XPathFactory.newInstance().newXPath();
        String value = xpath.evaluate(path, order).strip();
        if (value.isEmpty()) {
            throw new IllegalArgumentException(path);
        }
        return value;
    }

    /** Tells the court what is due to be told. */
    @Override
    public int runDue() {
        String port = settings.getProperty("local.server.port", "");
        if (port.isEmpty()) {
            return 0;
        }
        BankStore.Faults f = store.faults();
        Instant now = clock.instant();
        state(LocalDate.now(clock), f);
        List<BankStore.Delivery> due = store.claim(now, now.plusSeconds(60), f.reorder(), BATCH);
        for (BankStore.Delivery d : due) {
            tell(d, "http://127.0.0.1:" + port, f);
        }
        return due.size();
    }

    /** A statement of each day that is over, once. */
    private void state(LocalDate today, BankStore.Faults f) {
        if (today.equals(statedOn)) {
            return;
        }
        for (BankStore.StatementDay each : store.daysWithoutStatement(today)) {
            List<BankStore.Movement> movements = store.movements(each.account(), each.day());
            store.deliver(
                    "S-%s-%s".formatted(each.account(), each.day()),
                    BankMessages.statement(each, movements),
                    clock.instant().plusSeconds(f.delaySeconds()),
                    f.copies());
        }
        statedOn = today;
    }

    private void tell(BankStore.Delivery d, String court, BankStore.Faults f) {
        if (f.dropFirst() && d.tries() == 1) {
            store.delivered(d.id(), false, clock.instant().plusSeconds(1), "lost on the way");
            return;
        }
        try {
            HttpResponse<String> answer = post(d, court);
            if (answer.statusCode() == 401) {
                // The token ran out, at the latest when the clock was moved.
                token = null;
                answer = post(d, court);
            }
            boolean done = answer.statusCode() == 200;
            store.delivered(
                    d.id(),
                    done,
                    done ? clock.instant() : clock.instant().plusSeconds(5),
                    answer.statusCode() + " " + answer.body());
        } catch (IOException e) {
            store.delivered(
                    d.id(), false, clock.instant().plusSeconds(5), e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> post(BankStore.Delivery d, String court) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(court + "/api/bank/messages"))
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", "Bearer " + bearer(court))
                        .header("Content-Type", "application/xml")
                        .POST(HttpRequest.BodyPublishers.ofString(d.body(), StandardCharsets.UTF_8))
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private String bearer(String court) throws IOException, InterruptedException {
        String known = token;
        if (known != null) {
            return known;
        }
        String basic = Base64.getEncoder().encodeToString("bank:bank".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(court + "/oauth2/token"))
                        .timeout(Duration.ofSeconds(20))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("no token: " + answer.statusCode());
        }
        String fresh = JSON.readTree(answer.body()).path("access_token").asString("");
        token = fresh;
        return fresh;
    }
}
