package cn.sunlit.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * The hash functions of the record; both give 32 bytes. Each entry and each checkpoint says which one it was made with, so
 * that a court may change to the other and what was there before still verifies.
 */
public enum Hashing {
    SHA_256("SHA-256"),
    /** GB/T 32905-2016. */
    SM3("SM3");

    private final String label;

    Hashing(String label) {
        this.label = label;
    }

    /** As it stands in entries, proofs and settings: {@code SHA-256}, {@code SM3}. */
    public String label() {
        return label;
    }

    /** @throws IllegalArgumentException for a name that is neither */
    public static Hashing of(String label) {
        for (Hashing each : values()) {
            if (each.label.equals(label)) {
                return each;
            }
        }
        throw new IllegalArgumentException("不认识的散列算法：" + label);
    }

    byte[] digest(byte[] bytes) {
        if (this == SM3) {
            SM3Digest sm3 = new SM3Digest();
            sm3.update(bytes, 0, bytes.length);
            byte[] hash = new byte[sm3.getDigestSize()];
            sm3.doFinal(hash, 0);
            return hash;
        }
        try {
            return MessageDigest.getInstance(label).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the text in UTF-8, as 64 hex digits. */
    String hash(String text) {
        return HexFormat.of().formatHex(digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
