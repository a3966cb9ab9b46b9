package cn.sunlit.cases;

import cn.sunlit.parties.Kind;
import cn.sunlit.parties.PartyId;
import org.jspecify.annotations.Nullable;

/** A party in its part in one case, with the name that the application gives; numbers masked. */
public record CaseParty(
        PartyId id,
        Side side,
        Kind kind,
        String name,
        @Nullable String maskedNumber,
        @Nullable String maskedPhone,
        boolean hasNumber,
        @Nullable Payee payee) {}
