package cn.sunlit.sandbox;

import cn.sunlit.inquiries.Signature;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.livesealing.Use;
import cn.sunlit.sandbox.InstitutionStore.Control;
import cn.sunlit.sandbox.InstitutionStore.Holding;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The counter where a debtor orders a payment. What touches no held money the bank pays by itself; for all else it asks the court by
 * a signed call, pays or refuses, and says what came of it. With its switches it lets through what was refused, or keeps silent.
 */
@Component
@Profile("sandbox")
class PayingBank {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PayingBankStore store;
    private final InstitutionStore books;
    private final TransactionTemplate transaction;
    private final Environment settings;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    PayingBank(
            PayingBankStore store,
            InstitutionStore books,
            TransactionTemplate transaction,
            Environment settings,
            Clock clock) {
        this.store = store;
        this.books = books;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param letThrough pays what the court refused
     * @param silent never says what came of it
     */
    @Schema(example = "{\"letThrough\":true,\"silent\":false}")
    record Faults(boolean letThrough, boolean silent) {}

    record Ordered(String institution, String account, String payee, String payeeAccount, Use use, Money amount) {}

    /** The same key again is the same order. */
    PayingBankStore.Order pay(Ordered o, String key) {
        boolean isNew = Objects.requireNonNull(transaction.execute(t -> store.take(o, key, clock.instant())));
        PayingBankStore.Order known = store.find(key);
        if (!isNew && !known.state().equals("NEW")) {
            return known;
        }
        Room room = Objects.requireNonNull(transaction.execute(t -> room(o)));
        if (o.amount().compareTo(room.balance()) > 0) {
            done(key, "NOT_PAID", "账户余额不足", null);
        } else if (o.amount().compareTo(room.free()) <= 0) {
            book(o);
            done(key, "PAID_FREELY", null, null);
        } else {
            ask(o, key, room);
        }
        return store.find(key);
    }

    /** @param free what no control holds */
    private record Room(Money balance, Money free) {}

    private Room room(Ordered o) {
        Holding holding = books.lockHolding(o.institution(), o.account())
                .orElseThrow(() -> new Problem.Invalid("account", "该银行没有这个账户"));
        Money balance = Objects.requireNonNullElse(holding.balance(), Money.ZERO);
        Money held = Money.ZERO;
        for (Control c : books.controls(holding.id())) {
            held = held.plus(c.held() == null ? Money.ZERO : c.held());
        }
        return new Room(balance, balance.minus(held).atLeastZero());
    }

    private void ask(Ordered o, String key, Room room) {
        long begun = System.nanoTime();
        Answer answer = call(
                o.institution(),
                "/payment-checks",
                Map.of(
                        "requestNo", key,
                        "account", o.account(),
                        "payee", o.payee(),
                        "payeeAccount", o.payeeAccount(),
                        "use", o.use().name(),
                        "amount", o.amount().toString(),
                        "balance", room.balance().toString()));
        long took = (System.nanoTime() - begun) / 1_000_000;
        boolean permitted = answer.status() == 200
                && JSON.readTree(answer.text()).path("verdict").asString("").equals("PERMITTED");
        Faults faults = store.faults();
        boolean pays = permitted || (answer.status() == 200 && faults.letThrough());
        Money left = pays ? book(o) : null;
        done(key, !pays ? "NOT_PAID" : permitted ? "PAID" : "PAID_AGAINST", answer.text(), took);
        if (pays && !faults.silent()) {
            call(
                    o.institution(),
                    "/payment-checks/" + key + "/outcome",
                    Map.of("paid", true, "balance", String.valueOf(left)));
        }
    }

    private void done(String key, String state, @Nullable String answer, @Nullable Long tookMs) {
        transaction.executeWithoutResult(t -> store.done(key, state, answer, tookMs));
    }

    /** The money leaves; a control holds no more than what is left. @return what is left */
    private Money book(Ordered o) {
        return Objects.requireNonNull(transaction.execute(t -> {
            Holding holding = books.lockHolding(o.institution(), o.account()).orElseThrow();
            books.less(holding.id(), o.amount());
            Money left =
                    Objects.requireNonNullElse(holding.balance(), Money.ZERO).minus(o.amount());
            List<Control> controls = books.controls(holding.id());
            for (Control c : controls) {
                Money held = c.held();
                if (held != null && held.compareTo(left) > 0) {
                    books.change(c.id(), left, c.endsOn(), true);
                }
            }
            return left;
        }));
    }

    private record Answer(int status, String text) {}

    private Answer call(String institution, String path, Map<String, Object> what) {
        byte[] body = JSON.writeValueAsBytes(what);
        Signature by = Signature.of(
                InstitutionServer.secret(institution).getBytes(StandardCharsets.UTF_8),
                path,
                clock.instant(),
                UUID.randomUUID().toString(),
                body);
        String court = "http://127.0.0.1:" + settings.getProperty("local.server.port", "");
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(court + "/api/institutions/" + institution + path))
                            .timeout(Duration.ofSeconds(20))
                            .header("Content-Type", "application/json")
                            .header("X-Sunlit-Timestamp", by.timestamp())
                            .header("X-Sunlit-Nonce", by.nonce())
                            .header("X-Sunlit-Signature", by.value())
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            // Without an answer nothing is paid; the debtor may order again under another key.
            return new Answer(503, "法院没有应答：" + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(503, "中断");
        }
    }
}
