package cn.sunlit.inquiries;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the file that closes another tells of it: how many lines and which SHA-256.
 *
 * @param signature over day, name, lines and digest, null where none was agreed
 */
record Told(int lines, String sha256, @Nullable String signature) {

    private static final Pattern TOLD = Pattern.compile("(\\d{1,7}) ([0-9a-f]{64})(?: ([0-9a-f]{64}))?");

    /** Empty when the words are not as agreed. */
    static Optional<Told> read(String words) {
        Matcher m = TOLD.matcher(words);
        return m.matches()
                ? Optional.of(new Told(Integer.parseInt(m.group(1)), m.group(2), m.group(3)))
                : Optional.empty();
    }

    static String signed(byte[] secret, LocalDate day, String name, int lines, String sha256) {
        return Signature.hmac(secret, "%s/%s\n%d\n%s".formatted(day, name, lines, sha256));
    }
}
