package cn.sunlit.funds;

import cn.sunlit.bank.BankLine;
import cn.sunlit.bank.BankMessage;
import cn.sunlit.bank.BankReader;
import cn.sunlit.bank.PaymentOrder;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.PaymentHold;
import cn.sunlit.kernel.Problem;
import cn.sunlit.keys.Keyring;
import cn.sunlit.ledger.Books;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what is due to be paid, singly, in files or back to who paid by mistake, until the bank gives a definite answer
 * (pain.002). An order bears the same message id each time it is sent, by which the bank takes it once; it is sent outside any
 * transaction.
 */
@Component
class PaymentRounds implements DueWork {

    private static final Logger LOG = LoggerFactory.getLogger(PaymentRounds.class);
    private static final int BATCH = 50;
    private static final int FILES_AT_ONCE = 4;
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Books books;
    private final PaymentStore store;
    private final BatchStore batches;
    private final ReturnStore returns;
    private final Payments payments;
    private final Receipts receipts;
    private final BankLine line;
    private final BankStrays strays;
    private final Keyring keys;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ObjectProvider<PaymentHold> holds;

    PaymentRounds(
            Books books,
            PaymentStore store,
            BatchStore batches,
            ReturnStore returns,
            Payments payments,
            Receipts receipts,
            BankLine line,
            BankStrays strays,
            Keyring keys,
            TransactionTemplate transaction,
            Clock clock,
            ObjectProvider<PaymentHold> holds) {
        this.books = books;
        this.store = store;
        this.batches = batches;
        this.returns = returns;
        this.payments = payments;
        this.receipts = receipts;
        this.line = line;
        this.strays = strays;
        this.keys = keys;
        this.transaction = transaction;
        this.clock = clock;
        this.holds = holds;
    }

    @Override
    public int runDue() {
        if (!line.isOpen() || holds.stream().anyMatch(PaymentHold::holds)) {
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
        return (due == null ? 0 : due.size()) + files(now) + giveBack(now);
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
        PaymentStore.Line payee = store.line(p.line());
        String message = Objects.requireNonNull(p.messageId(), "a payment of a file is not sent alone");
        byte[] account = Objects.requireNonNull(payee.account(), "a payment without a payee's account");
        var transfer =
                new PaymentOrder.Transfer(p.endToEnd(), payee.payee(), payee.bank(), opened(account), p.amount());
        send(new Sending(
                order(message, p.court(), p.createdAt(), List.of(transfer)),
                p.court(),
                p.tries(),
                () -> sent(p.endToEnd()),
                (at, because) -> store.tryAgain(p.id(), at, because)));
    }

    /**
     * Sends files, the one that has waited longest first. A bank reads a file of thousands for a while before it answers: the
     * next is written and sent meanwhile, a few at a time, since each is held in memory with its answer.
     */
    private int files(Instant now) {
        Semaphore lines = new Semaphore(FILES_AT_ONCE);
        int sent = 0;
        try (ExecutorService files = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Optional<BatchStore.Batch> b; (b = claimed(now, lines)).isPresent(); sent++) {
                BatchStore.Batch file = b.get();
                files.execute(() -> {
                    try {
                        alone(file.messageId(), () -> send(file));
                    } finally {
                        lines.release();
                    }
                });
            }
        }
        return sent;
    }

    /** A file is claimed when there is a line free for it, so that its lease does not run while it waits for one. */
    private Optional<BatchStore.Batch> claimed(Instant now, Semaphore lines) {
        lines.acquireUninterruptibly();
        Optional<BatchStore.Batch> claimed = Objects.requireNonNull(transaction.execute(status -> {
            Optional<BatchStore.Batch> next = batches.claim(now, clock.instant().plus(LEASE));
            next.ifPresent(payments::instruct);
            return next;
        }));
        if (claimed.isEmpty()) {
            lines.release();
        }
        return claimed;
    }

    private void send(BatchStore.Batch b) {
        List<PaymentOrder.Transfer> transfers = batches.orders(b.id()).stream()
                .map(o -> new PaymentOrder.Transfer(o.endToEnd(), o.payee(), o.bank(), opened(o.account()), o.amount()))
                .toList();
        send(new Sending(
                order(b.messageId(), b.court(), b.createdAt(), transfers),
                b.court(),
                b.tries(),
                () -> batches.sent(b.id()),
                (at, because) -> batches.tryAgain(b.id(), at, because)));
    }

    /** Sends what goes back to those who paid by mistake. */
    private int giveBack(Instant now) {
        List<ReturnStore.Return> due =
                Objects.requireNonNull(transaction.execute(status -> returns.claim(now, now.plus(LEASE), BATCH)));
        due.forEach(r -> alone(r.endToEnd(), () -> send(r)));
        return due.size();
    }

    private void send(ReturnStore.Return r) {
        Instant decided = Objects.requireNonNull(r.decidedAt(), "a return that nobody approved");
        var transfer = new PaymentOrder.Transfer(
                r.endToEnd(), r.payee(), r.bank(), keys.decryptText(Receipts.PAYER_ACCOUNT, r.account()), r.amount());
        send(new Sending(
                order(r.messageId(), r.court(), decided, List.of(transfer)),
                r.court(),
                r.tries(),
                () -> returns.sent(r.id()),
                (at, because) -> returns.tryAgain(r.id(), at, because)));
    }

    private String opened(byte[] sealed) {
        return keys.decryptText(DistributionLines.SEALED, sealed);
    }

    /** What is sent, and how it is noted. */
    private record Sending(
            BankLine.Order order, CourtCode court, int tries, Runnable sent, BiConsumer<Instant, String> again) {}

    private void send(Sending sending) {
        switch (line.send(sending.order())) {
            case BankLine.Answer.Taken taken ->
                transaction.executeWithoutResult(status -> sending.sent().run());
            case BankLine.Answer.Failed failed -> again(sending, failed.because());
            case BankLine.Answer.Told told -> answered(sending, told.message());
        }
    }

    private void answered(Sending sending, byte[] answer) {
        Actor bank = Actor.system("案款银行", sending.court());
        try {
            BankMessage message = read(bank, answer);
            transaction.executeWithoutResult(status -> {
                sending.sent().run();
                receipts.take(bank, message, answer);
            });
        } catch (Problem.Invalid e) {
            again(sending, "银行回执无法识别：" + e.getMessage());
        }
    }

    private BankLine.Order order(
            String messageId, CourtCode court, Instant createdAt, List<PaymentOrder.Transfer> transfers) {
        return new BankLine.Order(
                messageId, createdAt, books.courtAccount(court).orElseThrow(), transfers);
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
        LOG.warn("payment {} not sent: {}", sending.order().messageId(), because);
        transaction.executeWithoutResult(
                status -> sending.again().accept(clock.instant().plus(wait), because));
    }
}
