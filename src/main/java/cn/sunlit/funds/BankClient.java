package cn.sunlit.funds;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.PaymentHold;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.keys.Keyring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends payment orders (pain.001) to the bank, over HTTPS or by folder, until it gives a definite answer (pain.002). An order
 * bears the same message id each time it is sent, by which the bank takes it once; it is sent outside any transaction.
 */
@Component
class BankClient implements DueWork {

    private static final Logger LOG = LoggerFactory.getLogger(BankClient.class);
    private static final int BATCH = 50;
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** A file of thousands is not answered as fast as one payment. */
    private static final Duration PATIENCE_FOR_A_FILE = Duration.ofSeconds(90);

    private final FundsStore funds;
    private final PaymentStore store;
    private final BatchStore batches;
    private final ReturnStore returns;
    private final Payments payments;
    private final Receipts receipts;
    private final BankFiles files;
    private final BankStrays strays;
    private final CutOff cutOff;
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
            BatchStore batches,
            ReturnStore returns,
            Payments payments,
            Receipts receipts,
            BankFiles files,
            BankStrays strays,
            CutOff cutOff,
            Keyring keys,
            TransactionTemplate transaction,
            Clock clock,
            ObjectProvider<PaymentHold> holds,
            Environment settings) {
        this.funds = funds;
        this.store = store;
        this.batches = batches;
        this.returns = returns;
        this.payments = payments;
        this.receipts = receipts;
        this.files = files;
        this.strays = strays;
        this.cutOff = cutOff;
        this.keys = keys;
        this.transaction = transaction;
        this.clock = clock;
        this.holds = holds;
        String partners = settings.getProperty("sunlit.sandbox.partners", "");
        String simulated = partners.isEmpty() || files.isOpen() ? "" : partners + "/bank/payments";
        this.url = settings.getProperty("sunlit.funds.bank.url", simulated);
    }

    @Override
    public int runDue() {
        if ((url.isEmpty() && !files.isOpen()) || holds.stream().anyMatch(PaymentHold::holds)) {
            return 0;
        }
        Instant now = clock.instant();
        List<PaymentStore.Payment> due = transaction.execute(status -> {
            List<PaymentStore.Payment> claimed = store.claim(now, now.plus(LEASE), BATCH);
            claimed.forEach(payments::instruct);
            return claimed;
        });
        if (due != null) {
            due.forEach(p -> alone(p.endToEnd(), () -> send(p)));
        }
        int sent = due == null ? 0 : due.size();
        while (file(now)) {
            sent++;
        }
        return sent + giveBack(now);
    }

    /** An order that cannot even be written, such as one whose account cannot be opened, stays queued and stops no other. */
    private static void alone(String reference, Runnable send) {
        try {
            send.run();
        } catch (RuntimeException e) {
            LOG.error("order {} to the bank cannot be made and stays queued", reference, e);
        }
    }

    private void send(PaymentStore.Payment p) {
        PaymentStore.Line line = store.line(p.line());
        String message = Objects.requireNonNull(p.messageId(), "a payment of a file is not sent alone");
        byte[] account = Objects.requireNonNull(line.account(), "a payment without a payee's account");
        send(
                new Sending(
                        message,
                        p.court(),
                        p.createdAt(),
                        p.tries(),
                        PATIENCE,
                        () -> sent(p.endToEnd()),
                        (at, because) -> store.tryAgain(p.id(), at, because)),
                List.of(new PaymentOrder.Transfer(
                        p.endToEnd(), line.payee(), line.bank(), opened(account), p.amount())));
    }

    /** Sends the file that has waited longest. */
    private boolean file(Instant now) {
        Optional<BatchStore.Batch> due = transaction.execute(status -> {
            Optional<BatchStore.Batch> claimed = batches.claim(now, now.plus(LEASE));
            claimed.ifPresent(payments::instruct);
            return claimed;
        });
        if (due == null || due.isEmpty()) {
            return false;
        }
        BatchStore.Batch b = due.get();
        alone(b.messageId(), () -> send(b));
        return true;
    }

    private void send(BatchStore.Batch b) {
        send(
                new Sending(
                        b.messageId(),
                        b.court(),
                        b.createdAt(),
                        b.tries(),
                        PATIENCE_FOR_A_FILE,
                        () -> batches.sent(b.id()),
                        (at, because) -> batches.tryAgain(b.id(), at, because)),
                batches.orders(b.id()).stream()
                        .map(o -> new PaymentOrder.Transfer(
                                o.endToEnd(), o.payee(), o.bank(), opened(o.account()), o.amount()))
                        .toList());
    }

    /** Sends what goes back to those who paid by mistake. */
    private int giveBack(Instant now) {
        List<ReturnStore.Return> due =
                Objects.requireNonNull(transaction.execute(status -> returns.claim(now, now.plus(LEASE), BATCH)));
        due.forEach(r -> alone(r.endToEnd(), () -> send(r)));
        return due.size();
    }

    private void send(ReturnStore.Return r) {
        send(
                new Sending(
                        r.messageId(),
                        r.court(),
                        Objects.requireNonNull(r.decidedAt(), "a return that nobody approved"),
                        r.tries(),
                        PATIENCE,
                        () -> returns.sent(r.id()),
                        (at, because) -> returns.tryAgain(r.id(), at, because)),
                List.of(new PaymentOrder.Transfer(
                        r.endToEnd(),
                        r.payee(),
                        r.bank(),
                        keys.decryptText(Receipts.PAYER_ACCOUNT, r.account()),
                        r.amount())));
    }

    private String opened(byte[] sealed) {
        return keys.decryptText(DistributionLines.SEALED, sealed);
    }

    /** One message to the bank, of one payment or of many. */
    private record Sending(
            String messageId,
            CourtCode court,
            Instant createdAt,
            int tries,
            Duration patience,
            Runnable sent,
            BiConsumer<Instant, String> again) {}

    private void send(Sending sending, List<PaymentOrder.Transfer> transfers) {
        String order = PaymentOrder.write(
                sending.messageId(),
                sending.createdAt().atZone(TimeConfiguration.ZONE).toOffsetDateTime(),
                cutOff.valueOf(sending.createdAt()),
                funds.courtAccount(sending.court()).orElseThrow(),
                transfers);
        if (url.isEmpty()) {
            putIntoFolder(sending, order);
            return;
        }
        try {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .timeout(sending.patience())
                            .header("Content-Type", "application/xml")
                            .header("Idempotency-Key", sending.messageId())
                            .POST(HttpRequest.BodyPublishers.ofString(order, StandardCharsets.UTF_8))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() == 202) {
                transaction.executeWithoutResult(status -> sending.sent().run());
            } else if (answer.statusCode() == 200) {
                byte[] body = answer.body();
                Actor bank = Actor.system("案款银行", sending.court());
                BankMessage message = read(bank, body);
                transaction.executeWithoutResult(status -> {
                    sending.sent().run();
                    receipts.take(bank, message, body);
                });
            } else {
                again(sending, "银行接口返回 " + answer.statusCode());
            }
        } catch (IOException e) {
            again(sending, "银行接口不通：" + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            again(sending, "发送被中断");
        } catch (Problem.Invalid e) {
            again(sending, "银行回执无法识别：" + e.getMessage());
        }
    }

    /** Written before it counts as sent: who dies in between writes the same file again. */
    private void putIntoFolder(Sending sending, String order) {
        LocalDate day = sending.createdAt().atZone(TimeConfiguration.ZONE).toLocalDate();
        try {
            files.send(day, sending.messageId(), order.getBytes(StandardCharsets.UTF_8));
            transaction.executeWithoutResult(status -> sending.sent().run());
        } catch (UncheckedIOException e) {
            again(sending, "付款文件不能写入与银行交换的目录：" + e.getMessage());
        }
    }

    private BankMessage read(Actor bank, byte[] answer) {
        try {
            return BankReader.read(answer);
        } catch (Problem.Invalid told) {
            strays.refused(bank, "ANSWER", null, String.valueOf(told.getMessage()), answer);
            throw told;
        }
    }

    private void sent(String endToEnd) {
        store.byEndToEnd(endToEnd).ifPresent(p -> {
            if (States.may(p.state(), States.Payment.SENT)) {
                store.movePayment(p.id(), States.Payment.SENT, null, null);
            }
        });
    }

    private void again(Sending sending, String because) {
        Duration wait = Duration.ofSeconds(Math.min(600, 2L << Math.min(sending.tries(), 9)));
        LOG.warn("payment {} not sent: {}", sending.messageId(), because);
        transaction.executeWithoutResult(
                status -> sending.again().accept(clock.instant().plus(wait), because));
    }
}
