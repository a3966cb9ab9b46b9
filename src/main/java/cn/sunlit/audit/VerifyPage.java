package cn.sunlit.audit;

import cn.sunlit.web.Screen;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where anybody checks a proof.
 *
 * @param unreadable why nothing could be checked, or null
 * @param result null before anything was given
 * @param hash of the entry that is shown, by which its QR code is made; null for files
 * @param keys the court's public keys by algorithm
 */
record VerifyPage(
        @Nullable String unreadable,
        @Nullable Verification result,
        @Nullable String hash,
        Map<String, String> keys) implements Screen {
    @Override
    public String title() {
        return "核验存证";
    }

    @Override
    public int httpStatus() {
        return unreadable == null ? 200 : 422;
    }
}
