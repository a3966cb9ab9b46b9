package cn.sunlit.keys;

import cn.sunlit.kernel.CannotStart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The secrets of one installation. A purpose ("parties.number", "audit.checkpoint") names a key: what is sealed for one
 * purpose cannot be opened for another, and two purposes give one number different blind indexes.
 *
 * <p>The keys lie in files under {@code <sunlit.data>/keys}, or where {@code SUNLIT_KEYS} says, each readable by its
 * owner alone; a purpose's key is made when it is first asked for. A purpose's key has generations: the newest seals, all of
 * them open. The files are wrapped by a master key, which may lie elsewhere ({@code SUNLIT_MASTER_KEY},
 * {@code SUNLIT_MASTER_KEY_FILE}). They must be backed up apart from the database: with
 * the database alone nobody reads a sealed number, and without the keys neither does the court.
 */
@Component
public class Keyring {

    private static final Pattern PURPOSE = Pattern.compile("[a-z][a-z0-9.-]{0,60}");
    private static final Pattern NUMBERED = Pattern.compile(".*\\.[0-9]+");

    /** Sealed bytes: way of sealing (1), key id (4), nonce (12), cipher text with its tag of 16 bytes. */
    private static final int HEAD = 1 + Integer.BYTES;

    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final int LONGEST = 16 * 1024 * 1024;

    private final KeyFiles files;
    private final Seal seal;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Generations> secrets = new ConcurrentHashMap<>();
    private final Map<String, KeyPair> pairs = new ConcurrentHashMap<>();

    /** @param seenAt null when the directory was just changing and must be looked at again */
    private record Generations(
            List<KeyFiles.Secret> all, @Nullable FileTime seenAt) {
        KeyFiles.Secret current() {
            return all.getLast();
        }

        KeyFiles.@Nullable Secret withId(int id) {
            return all.stream().filter(each -> each.id() == id).findFirst().orElse(null);
        }
    }

    @Autowired
    Keyring(
            @Value("${sunlit.data:data}") String data,
            @Value("${sunlit.keys:}") String elsewhere,
            @Value("${sunlit.master.key:}") String master,
            @Value("${sunlit.master.key.file:}") String masterFile,
            @Value("${sunlit.seal:AES}") String seal) {
        this(
                elsewhere.isBlank() ? Path.of(data, "keys") : Path.of(elsewhere.strip()),
                masterFile.isBlank() ? null : Path.of(masterFile.strip()),
                master.isBlank() ? null : master,
                seal);
        try {
            files.check();
        } catch (IOException trouble) {
            throw unreadable(trouble);
        }
    }

    /** Key files that others on this machine can read, by their names. */
    List<String> openToOthers() {
        try {
            return files.openToOthers();
        } catch (IOException trouble) {
            throw unreadable(trouble);
        }
    }

    /** A keyring over the files in one directory, made when missing. */
    public Keyring(Path directory) {
        this(directory, null, null, "AES");
    }

    /**
     * @param masterFile where the master key lies, or null for the directory itself
     * @param master the master key (32 bytes in Base64) instead of a file, or null
     * @param seal how new bytes are sealed: {@code AES} or {@code SM4}
     */
    public Keyring(Path directory, @Nullable Path masterFile, @Nullable String master, String seal) {
        files = new KeyFiles(directory, masterFile, master);
        this.seal = Arrays.stream(Seal.values())
                .filter(each -> each.name().equals(seal.strip()))
                .findFirst()
                .orElseThrow(() -> new CannotStart("SUNLIT_SEAL 只能是 AES 或 SM4，程序未启动。"));
    }

    /** The keyring of a command, by the environment that the program itself has. */
    public static Keyring of(Map<String, String> settings, Path data) {
        return new Keyring(
                data.toString(),
                settings.getOrDefault("SUNLIT_KEYS", ""),
                settings.getOrDefault("SUNLIT_MASTER_KEY", ""),
                settings.getOrDefault("SUNLIT_MASTER_KEY_FILE", ""),
                settings.getOrDefault("SUNLIT_SEAL", "AES"));
    }

    /**
     * Seals bytes with AES-256-GCM or SM4-GCM; the same bytes sealed twice differ. A generation of the key that another
     * process made is used from the next call on.
     *
     * @return at most 33 bytes more than {@code plain}; they name their key and algorithm, so that both may change later
     */
    public byte[] encrypt(String purpose, byte[] plain) {
        if (plain.length > LONGEST) {
            throw new IllegalArgumentException("at most %d bytes are sealed at once".formatted(LONGEST));
        }
        var secret = sealing(purpose).current();
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var head = head(secret);
        try {
            var sealed = seal.cipher(Cipher.ENCRYPT_MODE, secret.bytes(), nonce, purpose, head)
                    .doFinal(plain);
            return ByteBuffer.allocate(HEAD + NONCE + sealed.length)
                    .put(head)
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
        if (sealed.length < HEAD + NONCE + TAG) {
            throw new IllegalArgumentException("these bytes were not sealed by a keyring");
        }
        var by = Seal.of(from.get());
        int id = from.getInt();
        var secret = opening(purpose, id);
        var nonce = new byte[NONCE];
        from.get(nonce);
        try {
            return by.cipher(Cipher.DECRYPT_MODE, secret.bytes(), nonce, purpose, Arrays.copyOf(sealed, HEAD))
                    .doFinal(sealed, from.position(), from.remaining());
        } catch (AEADBadTagException altered) {
            throw new IllegalArgumentException("the sealed bytes were altered", altered);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * With what everything begins that is sealed now for a purpose: five bytes that name algorithm and key. What begins
     * otherwise is to be sealed anew.
     */
    public byte[] currentHead(String purpose) {
        return head(sealing(purpose).current());
    }

    /** The same content under the current key and algorithm; bytes from before they were sealed are sealed now. */
    public byte[] reseal(String purpose, byte[] bytes) {
        return encrypt(purpose, isSealed(bytes) ? decrypt(purpose, bytes) : bytes);
    }

    /** Whether these bytes begin as sealed ones do; text and XML never do. */
    public static boolean isSealed(byte[] bytes) {
        return bytes.length >= HEAD + NONCE + TAG
                && Arrays.stream(Seal.values()).anyMatch(way -> way.version() == bytes[0]);
    }

    /** A generation of a purpose's key. */
    public record Generation(String purpose, int number, String id, boolean current, boolean wrapped, Instant madeAt) {}

    /** All generations of all keys that seal. */
    public List<Generation> generations() {
        try {
            List<Generation> all = new ArrayList<>();
            for (String name : files.names("aes-")) {
                List<KeyFiles.Secret> secrets = files.secrets(name);
                for (var each : secrets) {
                    all.add(new Generation(
                            name.substring("aes-".length()),
                            each.generation(),
                            "%08x".formatted(each.id()),
                            each == secrets.getLast(),
                            each.wrapped(),
                            each.madeAt()));
                }
            }
            return all;
        } catch (IOException trouble) {
            throw unreadable(trouble);
        }
    }

    /** Makes a new generation of a purpose's key; everything sealed before stays readable. */
    public void rotate(String purpose) {
        try {
            files.rotate("aes-" + checked(purpose));
        } catch (IOException trouble) {
            throw unreadable(trouble);
        }
    }

    /** Takes a generation out of use. The caller has made sure that nothing is sealed with it any more. */
    public void retire(Generation old) {
        if (old.current()) {
            throw new IllegalArgumentException("the current generation seals");
        }
        try {
            files.retire("aes-" + checked(old.purpose()), old.number());
        } catch (IOException trouble) {
            throw unreadable(trouble);
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
            mac.init(new SecretKeySpec(finding(purpose).bytes(), "HmacSHA256"));
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

    private byte[] head(KeyFiles.Secret secret) {
        return ByteBuffer.allocate(HEAD).put(seal.version()).putInt(secret.id()).array();
    }

    private Generations sealing(String purpose) {
        String name = "aes-" + checked(purpose);
        Generations known = secrets.get(name);
        FileTime now = files.state();
        if (known != null && known.seenAt() != null && known.seenAt().equals(now)) {
            return known;
        }
        return load(name, now);
    }

    private KeyFiles.Secret opening(String purpose, int id) {
        String name = "aes-" + checked(purpose);
        Generations known = secrets.get(name);
        KeyFiles.Secret secret = known == null ? null : known.withId(id);
        if (secret == null) {
            secret = load(name, files.state()).withId(id);
        }
        if (secret == null) {
            throw new IllegalArgumentException("sealed with key %08x, which this keyring lacks".formatted(id));
        }
        return secret;
    }

    /** The key of a blind index has one generation for ever: a value must be found under the same hash. */
    private KeyFiles.Secret finding(String purpose) {
        String name = "hmac-" + checked(purpose);
        Generations known = secrets.get(name);
        return (known == null ? load(name, null) : known).current();
    }

    private Generations load(String name, @Nullable FileTime state) {
        try {
            var fresh = new Generations(files.secrets(name), state);
            secrets.put(name, fresh);
            return fresh;
        } catch (IOException trouble) {
            throw unreadable(trouble);
        }
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
        // A number at the end would look like a generation.
        if (!PURPOSE.matcher(purpose).matches() || NUMBERED.matcher(purpose).matches()) {
            throw new IllegalArgumentException("a purpose is small letters, digits, dots and hyphens: " + purpose);
        }
        return purpose;
    }
}
