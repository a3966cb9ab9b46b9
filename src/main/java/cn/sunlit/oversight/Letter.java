package cn.sunlit.oversight;

import cn.sunlit.kernel.FileKind;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The letter on which an order rests, as it came. */
record Letter(byte[] file) {

    private static final int LARGEST = 1_500_000;

    /** @return null where a form was sent without a file */
    static @Nullable Letter of(byte @Nullable [] file) {
        return file == null || file.length == 0 ? null : new Letter(file);
    }

    /** By its content, whatever it was called. */
    boolean isPdf() {
        return file.length <= LARGEST
                && FileKind.of(file).filter(FileKind.PDF::equals).isPresent();
    }

    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
