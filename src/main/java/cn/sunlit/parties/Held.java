package cn.sunlit.parties;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is held on one person across cases: what is in force in full, what was told before masked.
 *
 * @param former the newest first
 */
public record Held(
        String name,
        @Nullable String idType,
        @Nullable String number,
        @Nullable String phone,
        @Nullable String address,
        List<Former> former) {

    /** Something that newer has taken the place of. */
    public record Former(Datum kind, String masked, Instant toldAt) {}
}
