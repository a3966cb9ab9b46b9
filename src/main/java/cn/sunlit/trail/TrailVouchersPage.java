package cn.sunlit.trail;

import cn.sunlit.kernel.CourtCode;
import cn.sunlit.ledger.AccountKind;
import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The vouchers behind a total: of a day, of a kind of account, or of one account.
 *
 * @param kind null for all
 * @param account null for all
 * @param count how many the kind or the day has
 */
public record TrailVouchersPage(
        CourtCode court,
        String courtName,
        LocalDate day,
        @Nullable AccountKind kind,
        @Nullable Long account,
        int count,
        List<TrailStore.Line> vouchers,
        boolean more)
        implements Screen {

    /** Numbers of the files that hold all of them; an account of the day never has more. */
    List<Integer> volumes() {
        return Volumes.of(count);
    }

    String query() {
        return TrailLinks.query(court, day, kind, account);
    }

    @Override
    public String title() {
        return day + " 凭证";
    }
}
