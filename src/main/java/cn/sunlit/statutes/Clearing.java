package cn.sunlit.statutes;

import java.time.LocalDate;
import java.util.List;

/** How receipts clear the debt: costs, general interest, principal, then the doubled part. */
public final class Clearing {
    private Clearing() {}

    public static ClearingResult settle(Debt debt, List<Payment> receipts, LocalDate asOf) {
        throw new UnsupportedOperationException();
    }
}
