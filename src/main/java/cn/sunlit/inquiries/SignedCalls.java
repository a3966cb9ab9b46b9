package cn.sunlit.inquiries;

import cn.sunlit.inquiries.Stray.Reason;
import cn.sunlit.kernel.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
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

    /** How far the clocks of the two sides may be apart; for as long on each side a nonce is remembered. */
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private static final String NONCE = "[\\x21-\\x7e]{8,100}";

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
        Doubt doubt = doubt(institutions.secrets(code), path, by, body);
        if (doubt != null) {
            throw new Problem.Forbidden(doubt.sentence());
        }
        if (!isFirst(code, Objects.requireNonNull(by.nonce()))) {
            throw new Problem.Conflict("这个随机数（X-Sunlit-Nonce）已经用过，重新发送须重新签名");
        }
    }

    /** Why a call is not believed: for the record of strays, and for the caller. */
    record Doubt(Reason reason, String note, String sentence) {}

    /** What speaks against the signature with any of these secrets, or null; whether the nonce was used is not asked here. */
    @Nullable
    Doubt doubt(List<byte[]> secrets, String path, Headers by, byte[] body) {
        String timestamp = by.timestamp();
        String nonce = by.nonce();
        String value = by.value();
        if (timestamp == null || nonce == null || value == null || !nonce.matches(NONCE)) {
            return new Doubt(
                    Reason.NO_SIGNATURE,
                    "缺少签名请求头或者随机数不合约定",
                    "须带 X-Sunlit-Timestamp、X-Sunlit-Nonce（8至100个可见字符）和 X-Sunlit-Signature 请求头");
        }
        Signature signature = new Signature(timestamp, nonce, value);
        boolean genuine = secrets.stream()
                .filter(s -> by.keyId() == null || Signature.keyId(s).equals(by.keyId()))
                .anyMatch(s -> signature.fits(s, path, body));
        if (!genuine) {
            return new Doubt(Reason.FORGED, "签名与该单位的密钥不符", "签名核对不通过，没有接收");
        }
        return away(timestamp).compareTo(WINDOW) > 0
                ? new Doubt(Reason.STALE, "签名时间与收到时间相差超过10分钟", "签名时间与本系统时间相差超过10分钟，请校准时钟后重新签名")
                : null;
    }

    /** Takes note of a nonce. @return whether this institution had not used it before */
    boolean isFirst(String code, String nonce) {
        Instant now = clock.instant();
        if (!store.useNonce(code, nonce, now)) {
            return false;
        }
        store.forgetNonces(now.minus(WINDOW.multipliedBy(3)));
        return true;
    }

    private Duration away(String timestamp) {
        try {
            return Duration.between(Instant.parse(timestamp), clock.instant()).abs();
        } catch (DateTimeParseException e) {
            return Duration.ofDays(1);
        }
    }
}
