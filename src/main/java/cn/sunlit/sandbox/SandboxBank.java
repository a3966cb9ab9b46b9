package cn.sunlit.sandbox;

import cn.sunlit.funds.Funds;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.TimeConfiguration;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
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
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
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
    private static final int IN_A_MESSAGE = 200;

    /** Of a statement: a day of more movements comes in pages, each a message of its own. */
    private static final int ON_A_PAGE = 4000;

    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration AGAIN = Duration.ofSeconds(2);

    /** A statement of thousands of movements is taken in one transaction. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

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
            BankStore.Movement m = credit(cause, own(), account, amount, payer, remark);
            return book(cause, m);
        }));
    }

    /** A transfer among many that the bank takes at once and tells in one message. */
    record Credit(String account, Money amount, String payer, String remark, String key) {}

    /** The same for many, told together. */
    void credit(List<Credit> credits) {
        transaction.executeWithoutResult(status -> {
            String own = own();
            List<BankStore.Movement> fresh = new ArrayList<>();
            for (Credit c : credits) {
                String cause = "credit:" + c.key();
                BankStore.Movement m = credit(cause, own, c.account(), c.amount(), c.payer(), c.remark());
                if (store.book(cause, m)) {
                    fresh.add(m);
                }
            }
            if (!fresh.isEmpty()) {
                tell("B-" + fresh.getFirst().reference(), fresh);
            }
        });
    }

    private BankStore.Movement credit(
            String cause, String own, String account, Money amount, String payer, String remark) {
        Instant now = clock.instant();
        LocalDate today = now.atZone(TimeConfiguration.ZONE).toLocalDate();
        return new BankStore.Movement(
                reference("C", cause), "CREDIT", own, account, amount, payer, remark, null, now, today);
    }

    private String book(String cause, BankStore.Movement m) {
        if (!store.book(cause, m)) {
            return store.byCause(cause).orElseThrow().reference();
        }
        tell("N-" + m.reference(), List.of(m));
        return m.reference();
    }

    /** A notification, unless it is one of those that are never sent. */
    private void tell(String id, List<BankStore.Movement> movements) {
        BankFaults f = store.faults();
        if (!f.omits(id)) {
            store.deliver(
                    id,
                    BankMessages.notification(id, movements, f.versionOf(id)),
                    clock.instant().plus(f.delayOf(id, 0)),
                    f.copiesOf(id));
        }
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

    /** The number of the account that the court has here: what was set for a process of its own, else what the court says. */
    private String own() {
        String set = settings.getProperty("sunlit.sandbox.bank-account", "");
        return set.isEmpty() ? funds.courtAccount(COURT) : set;
    }

    /** A payment of an order. */
    private record Transfer(String endToEnd, String payee, String account, Money amount) {}

    private void order(HttpExchange exchange) throws IOException {
        String body = PartnerServer.body(exchange);
        String message;
        String own;
        List<Transfer> transfers = new ArrayList<>();
        try {
            Document order = parse(body);
            message = value(order, "//*[local-name()='GrpHdr']/*[local-name()='MsgId']");
            own = value(order, "//*[local-name()='DbtrAcct']//*[local-name()='Othr']/*[local-name()='Id']");
            NodeList all = order.getElementsByTagNameNS("*", "CdtTrfTxInf");
            for (int i = 0; i < all.getLength(); i++) {
                Element one = (Element) all.item(i);
                transfers.add(new Transfer(
                        text(one, "EndToEndId"),
                        text(one, "Cdtr", "Nm"),
                        text(one, "CdtrAcct", "Othr", "Id"),
                        Money.parse(text(one, "InstdAmt"))));
            }
            says(order, transfers);
        } catch (SAXException | XPathExpressionException | ParserConfigurationException | IllegalArgumentException e) {
            PartnerServer.answer(exchange, 400, "text/plain", "not a pain.001 of this bank: " + e.getMessage());
            return;
        }
        List<BankStore.BankOrder> taken =
                Objects.requireNonNull(transaction.execute(status -> take(message, own, transfers)));
        PartnerServer.answer(
                exchange,
                200,
                "application/xml",
                BankMessages.answer("A-" + message + "-" + taken.getFirst().copies(), message, clock.instant(), taken));
    }

    /** An order whose number and sum are not those of its payments is refused whole, as banks do. */
    private static void says(Document order, List<Transfer> transfers) throws XPathExpressionException {
        String number = value(order, "//*[local-name()='GrpHdr']/*[local-name()='NbOfTxs']");
        Money sum = Money.parse(value(order, "//*[local-name()='GrpHdr']/*[local-name()='CtrlSum']"));
        Money all = Money.sum(transfers.stream().map(Transfer::amount).toList());
        if (transfers.isEmpty() || !number.equals(String.valueOf(transfers.size())) || !sum.equals(all)) {
            throw new IllegalArgumentException("%s payments of %s were announced, %d of %s are there"
                    .formatted(number, sum, transfers.size(), all));
        }
    }

    private List<BankStore.BankOrder> take(String message, String own, List<Transfer> transfers) {
        Instant now = clock.instant();
        BankFaults f = store.faults();
        List<BankStore.BankOrder> orders = new ArrayList<>();
        List<BankStore.Movement> left = new ArrayList<>();
        List<BankStore.Movement> back = new ArrayList<>();
        for (Transfer t : transfers) {
            BankStore.BankOrder o = store.takeOrder(
                    message, t.endToEnd(), own, t.payee(), t.account(), t.amount(), f.rejects(t.endToEnd()), now);
            orders.add(o);
            if (o.copies() > 1) {
                continue;
            }
            if (o.status().equals("REJECTED")) {
                f = f.next(f.rejectNext() - 1, f.returnNext());
                continue;
            }
            LocalDate value = f.valueOf(now);
            move("order:" + t.endToEnd(), "D", own, t.account(), t, "执行款", now, value, left);
            if (f.returns(t.endToEnd())) {
                move("return:" + t.endToEnd(), "R", own, own, t, "退汇：账户已销户", now, value, back);
                f = f.next(f.rejectNext(), f.returnNext() - 1);
            }
        }
        if (!f.equals(store.faults())) {
            store.faults(f);
        }
        tellInParts(left);
        tellInParts(back);
        return orders;
    }

    private void move(
            String cause,
            String kind,
            String own,
            String creditor,
            Transfer t,
            String remark,
            Instant now,
            LocalDate value,
            List<BankStore.Movement> into) {
        BankStore.Movement m = new BankStore.Movement(
                reference(kind, cause),
                kind.equals("D") ? "DEBIT" : "CREDIT",
                own,
                creditor,
                t.amount(),
                t.payee(),
                remark,
                t.endToEnd(),
                now,
                value);
        if (store.book(cause, m)) {
            into.add(m);
        }
    }

    private void tellInParts(List<BankStore.Movement> movements) {
        for (int from = 0; from < movements.size(); from += IN_A_MESSAGE) {
            List<BankStore.Movement> part = movements.subList(from, Math.min(movements.size(), from + IN_A_MESSAGE));
            tell("N-" + part.getFirst().reference(), part);
        }
    }

    private static Document parse(String body) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(body)));
    }

    /** The text of the first element on this way down. */
    private static String text(Element from, String... names) {
        Element at = from;
        for (String name : names) {
            at = (Element) at.getElementsByTagNameNS("*", name).item(0);
            if (at == null) {
                throw new IllegalArgumentException(String.join("/", names));
            }
        }
        return at.getTextContent().strip();
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
        String court = court();
        if (court.isEmpty()) {
            return 0;
        }
        BankFaults f = store.faults();
        Instant now = clock.instant();
        state(LocalDate.now(clock), f);
        List<BankStore.Delivery> due = store.claim(now, now.plus(LEASE), f.reorder(), BATCH);
        int lines = settings.getProperty("sunlit.sandbox.bank-lines", Integer.class, 1);
        if (lines == 1) {
            due.forEach(d -> tell(d, court, f));
        } else {
            inParallel(due, lines, d -> tell(d, court, f));
        }
        return due.size();
    }

    /** Where the court is: this program itself, unless the bank is a process of its own. */
    private String court() {
        String port = settings.getProperty("local.server.port", "");
        return settings.getProperty("sunlit.sandbox.bank-court", port.isEmpty() ? "" : "http://127.0.0.1:" + port);
    }

    private static void inParallel(List<BankStore.Delivery> due, int lines, Consumer<BankStore.Delivery> tell) {
        try (ExecutorService posts = Executors.newFixedThreadPool(lines)) {
            due.forEach(d -> posts.execute(() -> tell.accept(d)));
        }
    }

    /** A statement of each day that is over, once. */
    private void state(LocalDate today, BankFaults f) {
        if (today.equals(statedOn)) {
            return;
        }
        int onAPage = settings.getProperty("sunlit.sandbox.bank-page", Integer.class, ON_A_PAGE);
        for (BankStore.StatementDay each : store.daysWithoutStatement(today)) {
            List<BankMessages.Message> pages =
                    BankMessages.statement(each, store.movements(each.account(), each.day()), onAPage);
            // All pages or none: a day is known as stated by its first.
            transaction.executeWithoutResult(status -> pages.forEach(page -> store.deliver(
                    page.id(), page.body(), clock.instant().plus(f.delayOf(page.id(), 0)), f.copiesOf(page.id()))));
        }
        statedOn = today;
    }

    private void tell(BankStore.Delivery d, String court, BankFaults f) {
        if (f.dropFirst() && d.tries() == 1) {
            store.delivered(d.id(), false, clock.instant().plus(AGAIN), "lost on the way");
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
                    done
                            ? clock.instant().plus(f.delayOf(d.messageId(), d.copiesLeft()))
                            : clock.instant().plus(AGAIN),
                    answer.statusCode() + " " + answer.body());
        } catch (IOException e) {
            store.delivered(
                    d.id(), false, clock.instant().plus(AGAIN), e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> post(BankStore.Delivery d, String court) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(court + "/api/bank/messages"))
                        .timeout(PATIENCE)
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
