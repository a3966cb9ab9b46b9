package cn.sunlit.trail;

import cn.sunlit.kernel.CourtCode;
import cn.sunlit.ledger.AccountKind;
import cn.sunlit.web.Show;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The addresses of the trail's lists. */
final class TrailLinks {

    private TrailLinks() {}

    static String encoded(CourtCode court) {
        return Show.segment(court.value());
    }

    /** The accounts of a kind that moved on a day; the kinds alone without one. */
    static String accounts(CourtCode court, LocalDate day, @Nullable AccountKind kind) {
        return "/cashier/trail/accounts?" + query(court, day, kind, null);
    }

    static String vouchers(CourtCode court, LocalDate day, @Nullable AccountKind kind, @Nullable Long account) {
        return "/cashier/trail/vouchers?" + query(court, day, kind, account);
    }

    static String query(CourtCode court, LocalDate day, @Nullable AccountKind kind, @Nullable Long account) {
        return "court=" + encoded(court) + "&day=" + day + (kind == null ? "" : "&kind=" + kind)
                + (account == null ? "" : "&account=" + account);
    }
}
