package cn.sunlit.bank;

import cn.sunlit.kernel.TimeConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The way of payment orders (pain.001) to the bank, over HTTPS where an address is set, else by folder. */
@Component
public class BankLine {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** A file of thousands is not answered as fast as one payment. */
    private static final Duration PATIENCE_FOR_MANY = Duration.ofSeconds(90);

    private final BankFiles files;
    private final CutOff cutOff;
    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    BankLine(BankFiles files, CutOff cutOff, Environment settings) {
        this.files = files;
        this.cutOff = cutOff;
        String partners = settings.getProperty("sunlit.sandbox.partners", "");
        String simulated = partners.isEmpty() || files.isOpen() ? "" : partners + "/bank/payments";
        this.url = settings.getProperty("sunlit.funds.bank.url", simulated);
    }

    /**
     * What the bank is to pay, one payment or many.
     *
     * @param messageId the same each time it is sent, by which the bank takes it once
     * @param createdAt decides the value day and the folder
     * @param from the account that pays
     */
    public record Order(String messageId, Instant createdAt, String from, List<PaymentOrder.Transfer> transfers) {
        public Order {
            transfers = List.copyOf(transfers);
        }
    }

    /** What became of an order that was sent. */
    public sealed interface Answer {

        /** The bank has it, and tells later what it did. */
        record Taken() implements Answer {}

        /** The bank has answered with a message. */
        @SuppressWarnings("ArrayRecordComponent") // as it came
        record Told(byte[] message) implements Answer {}

        /** Nobody knows whether the bank has it; it is to be sent again. @param because in Chinese */
        record Failed(String because) implements Answer {}
    }

    /** Whether there is a way. */
    public boolean isOpen() {
        return !url.isEmpty() || files.isOpen();
    }

    /** Sends an order; outside any transaction, for it may take as long as the bank is waited for. */
    public Answer send(Order order) {
        String message = PaymentOrder.write(
                order.messageId(),
                order.createdAt().atZone(TimeConfiguration.ZONE).toOffsetDateTime(),
                cutOff.valueOf(order.createdAt()),
                order.from(),
                order.transfers());
        return url.isEmpty() ? putIntoFolder(order, message) : post(order, message);
    }

    private Answer post(Order order, String message) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(order.transfers().size() > 1 ? PATIENCE_FOR_MANY : PATIENCE)
                .header("Content-Type", "application/xml")
                .header("Idempotency-Key", order.messageId())
                .POST(HttpRequest.BodyPublishers.ofString(message, StandardCharsets.UTF_8))
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return switch (answer.statusCode()) {
                case 200 -> new Answer.Told(answer.body());
                case 202 -> new Answer.Taken();
                default -> new Answer.Failed("银行接口返回 " + answer.statusCode());
            };
        } catch (IOException e) {
            return new Answer.Failed("银行接口不通：" + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed("发送被中断");
        }
    }

    private Answer putIntoFolder(Order order, String message) {
        try {
            files.send(
                    order.createdAt().atZone(TimeConfiguration.ZONE).toLocalDate(),
                    order.messageId(),
                    message.getBytes(StandardCharsets.UTF_8));
            return new Answer.Taken();
        } catch (UncheckedIOException e) {
            return new Answer.Failed("付款文件不能写入与银行交换的目录：" + e.getMessage());
        }
    }
}
