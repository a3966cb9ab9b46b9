package cn.sunlit.funds;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.PaymentHold;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.keys.Keyring;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends payment orders (pain.001) to the bank until it gives a definite answer (pain.002). An order bears the same message
 * id each time it is sent, by which the bank takes it once; it is sent outside any transaction.
 */
@Component
class BankClient implements DueWork {

    private static final Logger LOG = LoggerFactory.getLogger(BankClient.class);
    private static final int BATCH = 50;
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FundsStore funds;
    private final PaymentStore store;
    private final Payments payments;
    private final Receipts receipts;
    private final Keyring keys;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ObjectProvider<PaymentHold> holds;
    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    BankClient(
            FundsStore funds,
            PaymentStore store,
            Payments payments,
            Receipts receipts,
            Keyring keys,
            TransactionTemplate transaction,
            Clock clock,
            ObjectProvider<PaymentHold> holds,
            Environment settings) {
        this.funds = funds;
        this.store = store;
        this.payments = payments;
        this.receipts = receipts;
        this.keys = keys;
        this.transaction = transaction;
        this.clock = clock;
        this.holds = holds;
        String partners = settings.getProperty("sunlit.sandbox.partners", "");
        this.url = settings.getProperty("sunlit.funds.bank.url", partners.isEmpty() ? "" : partners + "/bank/payments");
    }

    @Override
    public int runDue() {
        if (url.isEmpty() || holds.stream().anyMatch(PaymentHold::holds)) {
            return 0;
        }
        Instant now = clock.instant();
        List<PaymentStore.Payment> due = transaction.execute(status -> {
            List<PaymentStore.Payment> claimed = store.claim(now, now.plus(LEASE), BATCH);
            claimed.forEach(payments::instruct);
            return claimed;
        });
        if (due == null) {
            return 0;
        }
        due.forEach(this::send);
        return due.size();
    }

    private void send(PaymentStore.Payment p) {
        PaymentStore.Line line = store.line(p.line());
        byte[] sealed = line.account();
        if (sealed == null) {
            throw new IllegalStateException("a payment without a payee's account");
        }
        String order = PaymentOrder.write(
                p.messageId(),
                p.endToEnd(),
                p.createdAt().atZone(TimeConfiguration.ZONE).toOffsetDateTime(),
                funds.courtAccount(p.court()).orElseThrow(),
                line.payee(),
                line.bank(),
                keys.decryptText(Distributions.SEALED, sealed),
                p.amount());
        try {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/xml")
                            .header("Idempotency-Key", p.messageId())
                            .POST(HttpRequest.BodyPublishers.ofString(order, StandardCharsets.UTF_8))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() == 202) {
                transaction.executeWithoutResult(status -> sent(p.endToEnd()));
            } else if (answer.statusCode() == 200) {
                byte[] body = answer.body();
                BankMessage message = BankReader.read(body);
                Actor bank = Actor.system("案款银行", p.court());
                transaction.executeWithoutResult(status -> {
                    sent(p.endToEnd());
                    receipts.take(bank, message, body);
                });
            } else {
                again(p, "银行接口返回 " + answer.statusCode());
            }
        } catch (IOException e) {
            again(p, "银行接口不通：" + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            again(p, "发送被中断");
        } catch (Problem.Invalid e) {
            again(p, "银行回执无法识别：" + e.getMessage());
        }
    }

    private void sent(String endToEnd) {
        store.byEndToEnd(endToEnd).ifPresent(p -> {
            if (States.may(p.state(), States.Payment.SENT)) {
                store.movePayment(p.id(), States.Payment.SENT, null, null);
            }
        });
    }

    private void again(PaymentStore.Payment p, String because) {
        Duration wait = Duration.ofSeconds(Math.min(600, 2L << Math.min(p.tries(), 9)));
        LOG.warn("payment {} not sent: {}", p.messageId(), because);
        transaction.executeWithoutResult(
                status -> store.tryAgain(p.id(), clock.instant().plus(wait), because));
    }
}
