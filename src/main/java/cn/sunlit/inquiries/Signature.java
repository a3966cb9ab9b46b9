package cn.sunlit.inquiries;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a request is signed: HMAC-SHA256 over path, time, nonce and the digest of the body, each on its own line, with the
 * secret that court and institution share.
 *
 * @param timestamp ISO 8601 with zone
 * @param value lower-case hex
 */
public record Signature(String timestamp, String nonce, String value) {

    /** Signs; the path is the one below the institution's base address. */
    public static Signature of(byte[] secret, String path, Instant at, String nonce, byte[] body) {
        return new Signature(at.toString(), nonce, hmac(secret, path, at.toString(), nonce, body));
    }

    /** What the receiving side checks: the signature fits, and the time is not further away than allowed. */
    public boolean holds(byte[] secret, String path, byte[] body, Instant now, Duration tolerance) {
        try {
            Duration away = Duration.between(Instant.parse(timestamp), now).abs();
            return away.compareTo(tolerance) <= 0 && fits(secret, path, body);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /** Whether it was made with this secret for this path and body, whenever that was. */
    boolean fits(byte[] secret, String path, byte[] body) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8),
                hmac(secret, path, timestamp, nonce, body).getBytes(StandardCharsets.UTF_8));
    }

    /** By what the other side knows which of two secrets signed, while they are changed (密钥编号). */
    public static String keyId(byte[] secret) {
        return hmac(secret, "key id").substring(0, 8);
    }

    private static String hmac(byte[] secret, String path, String timestamp, String nonce, byte[] body) {
        return hmac(secret, path + "\n" + timestamp + "\n" + nonce + "\n" + InquiryClient.sha256(body));
    }

    static String hmac(byte[] secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
