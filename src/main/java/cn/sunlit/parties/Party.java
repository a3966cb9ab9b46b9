package cn.sunlit.parties;

import org.jspecify.annotations.Nullable;

/** A party as staff see it: name in full, numbers masked. The full number needs a reason and is recorded. */
public record Party(
        PartyId id,
        Kind kind,
        String name,
        @Nullable String idType,
        @Nullable String maskedNumber,
        @Nullable String maskedPhone,
        @Nullable String maskedAddress) {
    public boolean hasNumber() {
        return maskedNumber != null;
    }
}
