package cn.sunlit.inquiries;

import cn.sunlit.kernel.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Calls by which institutions ask or tell other modules something, signed like all that they push. A call that is sent again is
 * signed again: each nonce counts once.
 */
@Service
public class SignedCalls {

    /** What stands in the headers; where the key is missing, each secret is tried. */
    public record Headers(
            @Nullable String timestamp,
            @Nullable String nonce,
            @Nullable String value,
            @Nullable String keyId) {}

    private final Institutions institutions;
    private final InboxStore store;
    private final Clock clock;

    SignedCalls(Institutions institutions, InboxStore store, Clock clock) {
        this.institutions = institutions;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Believes that a call comes from an institution, now and for the first time.
     *
     * @param path what is signed beside the body, below the court's address
     * @throws Problem.Forbidden when the signature does not hold
     * @throws Problem.Conflict when it was used before
     */
    @Transactional
    public void believe(String code, String path, Headers by, byte[] body) {
        String timestamp = by.timestamp();
        String nonce = by.nonce();
        String value = by.value();
        if (timestamp == null || nonce == null || value == null || !nonce.matches(Inbox.NONCE)) {
            throw new Problem.Forbidden("须带 X-Sunlit-Timestamp、X-Sunlit-Nonce（8至100个可见字符）和 X-Sunlit-Signature 请求头");
        }
        Signature signature = new Signature(timestamp, nonce, value);
        boolean genuine = institutions.secrets(code).stream()
                .filter(s -> by.keyId() == null || Signature.keyId(s).equals(by.keyId()))
                .anyMatch(s -> signature.fits(s, path, body));
        if (!genuine) {
            throw new Problem.Forbidden("签名核对不通过，没有接收");
        }
        Instant now = clock.instant();
        if (away(timestamp, now).compareTo(Inbox.WINDOW) > 0) {
            throw new Problem.Forbidden("签名时间与本系统时间相差超过10分钟，请校准时钟后重新签名");
        }
        if (!store.useNonce(code, nonce, now)) {
            throw new Problem.Conflict("这个随机数（X-Sunlit-Nonce）已经用过，重新发送须重新签名");
        }
        store.forgetNonces(now.minus(Inbox.WINDOW.multipliedBy(3)));
    }

    private static Duration away(String timestamp, Instant now) {
        try {
            return Duration.between(Instant.parse(timestamp), now).abs();
        } catch (DateTimeParseException e) {
            return Duration.ofDays(1);
        }
    }
}
