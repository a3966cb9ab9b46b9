package cn.sunlit.keys;

import cn.sunlit.kernel.CannotStart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The secrets of one installation. A purpose ("parties.number", "audit.checkpoint") names a key: what is sealed for one
 * purpose cannot be opened for another, and two purposes give one number different blind indexes.
 *
 * <p>The keys lie in files under {@code <sunlit.data>/keys}, or where {@code SUNLIT_KEYS} says, each readable by its
 * owner alone; a purpose's key is made when it is first asked for. They must be backed up apart from the database: with
 * the database alone nobody reads a sealed number, and without the keys neither does the court.
 */
@Component
public class Keyring {

    /** Sealed bytes: version (1), key id (4), nonce (12), cipher text with its tag of 16 bytes. */
    private static final byte VERSION = 1;

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int LONGEST = 16 * 1024 * 1024;

    private final KeyFiles files;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, KeyFiles.Secret> secrets = new ConcurrentHashMap<>();
    private final Map<String, KeyPair> pairs = new ConcurrentHashMap<>();

    @Autowired
    Keyring(@Value("${sunlit.data:data}") String data, @Value("${sunlit.keys:}") String elsewhere) {
        this(elsewhere.isBlank() ? Path.of(data, "keys") : Path.of(elsewhere.strip()));
    }

    /** A keyring over the files in one directory, made when missing. */
    public Keyring(Path directory) {
        files = new KeyFiles(directory);
    }

    /**
     * Seals bytes with AES-256-GCM; the same bytes sealed twice differ.
     *
     * @return at most 33 bytes more than {@code plain}; they name their key, so that keys may change later
     */
    public byte[] encrypt(String purpose, byte[] plain) {
        if (plain.length > LONGEST) {
            throw new IllegalArgumentException("at most %d bytes are sealed at once".formatted(LONGEST));
        }
        var secret = secret("aes", purpose);
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var head = ByteBuffer.allocate(1 + Integer.BYTES).put(VERSION).putInt(secret.id());
        try {
            var cipher = aes(Cipher.ENCRYPT_MODE, secret.bytes(), nonce, purpose, head.array());
            var sealed = cipher.doFinal(plain);
            return ByteBuffer.allocate(head.capacity() + NONCE + sealed.length)
                    .put(head.array())
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws IllegalArgumentException when the bytes were not sealed for this purpose with a key of this keyring */
    public byte[] decrypt(String purpose, byte[] sealed) {
        var from = ByteBuffer.wrap(sealed);
        if (sealed.length < 1 + Integer.BYTES + NONCE + TAG_BITS / 8 || from.get() != VERSION) {
            throw new IllegalArgumentException("these bytes were not sealed by a keyring");
        }
        int id = from.getInt();
        var secret = secret("aes", purpose);
        if (id != secret.id()) {
            throw new IllegalArgumentException("sealed with key %08x, which this keyring lacks".formatted(id));
        }
        var nonce = new byte[NONCE];
        from.get(nonce);
        var head = ByteBuffer.allocate(1 + Integer.BYTES).put(VERSION).putInt(id);
        try {
            return aes(Cipher.DECRYPT_MODE, secret.bytes(), nonce, purpose, head.array())
                    .doFinal(sealed, from.position(), from.remaining());
        } catch (AEADBadTagException altered) {
            throw new IllegalArgumentException("the sealed bytes were altered", altered);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** {@link #encrypt(String, byte[])} of the text in UTF-8. */
    public byte[] encrypt(String purpose, String plain) {
        return encrypt(purpose, plain.getBytes(StandardCharsets.UTF_8));
    }

    /** The text sealed by {@link #encrypt(String, String)}. */
    public String decryptText(String purpose, byte[] sealed) {
        return new String(decrypt(purpose, sealed), StandardCharsets.UTF_8);
    }

    /**
     * Keyed hash by which a sealed value is found again: HMAC-SHA256 of the value without blanks, full-width forms
     * narrowed and letters capital, so that {@code １１０…x} finds {@code 110…X}.
     *
     * @return 32 bytes
     */
    public byte[] blindIndex(String purpose, String value) {
        var normal = Normalizer.normalize(value, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}]+", "")
                .toUpperCase(Locale.ROOT);
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret("hmac", purpose).bytes(), "HmacSHA256"));
            return mac.doFinal(normal.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The Ed25519 pair of a purpose. */
    public KeyPair signingPair(String purpose) {
        return pair("ed25519", purpose);
    }

    /** The SM2 pair (curve sm2p256v1) of a purpose, for courts that must sign with the national algorithms. */
    public KeyPair sm2Pair(String purpose) {
        return pair("sm2", purpose);
    }

    /** The RSA pair (3072 bits) of a purpose, for what must be read by programs that know no Ed25519. */
    public KeyPair rsaPair(String purpose) {
        return pair("rsa", purpose);
    }

    private static Cipher aes(int mode, byte[] key, byte[] nonce, String purpose, byte[] head)
            throws GeneralSecurityException {
        SecretKey aes = new SecretKeySpec(key, "AES");
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, aes, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(head);
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private KeyFiles.Secret secret(String kind, String purpose) {
        return secrets.computeIfAbsent(kind + "-" + checked(purpose), name -> {
            try {
                return files.secret(name);
            } catch (IOException trouble) {
                throw unreadable(trouble);
            }
        });
    }

    private KeyPair pair(String kind, String purpose) {
        return pairs.computeIfAbsent(kind + "-" + checked(purpose), name -> {
            try {
                return switch (kind) {
                    case "rsa" -> files.rsa(name);
                    case "sm2" -> files.sm2(name);
                    default -> files.ed25519(name);
                };
            } catch (IOException trouble) {
                throw unreadable(trouble);
            }
        });
    }

    private CannotStart unreadable(IOException trouble) {
        return new CannotStart(
                "密钥目录 %s 无法使用（%s），请检查磁盘空间和目录权限。".formatted(files.directory(), trouble.getMessage()), trouble);
    }

    private static String checked(String purpose) {
        if (!purpose.matches("[a-z][a-z0-9.-]{0,60}")) {
            throw new IllegalArgumentException("a purpose is small letters, digits, dots and hyphens: " + purpose);
        }
        return purpose;
    }
}
