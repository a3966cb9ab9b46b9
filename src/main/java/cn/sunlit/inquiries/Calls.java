package cn.sunlit.inquiries;

import cn.sunlit.inquiries.OutboxStore.Claimed;
import cn.sunlit.keys.Keyring;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** One signed call to an institution, over a connection that is kept for the next. */
@Component
class Calls {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

    /** An answer that has begun may take that long in all: then the institution is as good as silent. */
    private static final Duration WHOLE_ANSWER_WITHIN = Duration.ofSeconds(30);

    private final Keyring keys;
    private final Clock clock;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Calls(Keyring keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** How long a call lasts at most. */
    static Duration longest() {
        return WHOLE_ANSWER_WITHIN;
    }

    /**
     * Where an institution listens, and what requests to it are signed with.
     *
     * @param keyId by which it knows the secret
     */
    record To(String url, byte[] secret, String keyId) {
        @Override
        public String toString() {
            return url;
        }
    }

    To open(OutboxStore.Address address) {
        byte[] secret = keys.decrypt(Institutions.SECRET, address.secretSealed());
        return new To(address.url(), secret, Signature.keyId(secret));
    }

    /** What came over the wire, limited in size. */
    record Reply(int status, byte[] raw) {}

    /** @throws IOException when nothing whole came back in time */
    Reply make(To to, Claimed c) throws IOException, InterruptedException {
        byte[] body = c.accepted() ? new byte[0] : keys.decrypt(Institutions.BODY, c.bodySealed());
        String path = c.accepted() ? "/requests/" + c.key() : c.purpose().equals("ORDER") ? "/orders" : "/queries";
        Signature signature = Signature.of(to.secret(), path, clock.instant(), c.key() + "-" + c.attempts(), body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(to.url() + path))
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Idempotency-Key", c.key().toString())
                .header("X-Sunlit-Court", URLEncoder.encode(c.court().value(), StandardCharsets.UTF_8))
                .header("X-Sunlit-Key", to.keyId())
                .header("X-Sunlit-Timestamp", signature.timestamp())
                .header("X-Sunlit-Nonce", signature.nonce())
                .header("X-Sunlit-Signature", signature.value());
        request = c.accepted() ? request.GET() : request.POST(BodyPublishers.ofByteArray(body));
        HttpResponse<byte[]> response = send(request.build());
        return new Reply(response.statusCode(), response.body());
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), Wire.LARGEST));
        try {
            return answer.get(WHOLE_ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException trouble ? trouble : new IOException(e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpTimeoutException("the answer began and did not end");
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }
}
