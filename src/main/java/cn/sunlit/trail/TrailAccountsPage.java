package cn.sunlit.trail;

import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.ledger.AccountKind;
import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Control totals of a day by kind of account, and of one kind by account.
 *
 * @param kind null where none was chosen
 * @param statements what the bank sent of that day
 */
public record TrailAccountsPage(
        CourtCode court,
        String courtName,
        LocalDate day,
        @Nullable AccountKind kind,
        List<TrailStore.KindTotal> kinds,
        List<TrailStore.AccountTotal> accounts,
        boolean more,
        List<TrailStore.Statement> statements)
        implements Screen {

    Money debit() {
        return Money.sum(kinds.stream().map(TrailStore.KindTotal::debit).toList());
    }

    Money credit() {
        return Money.sum(kinds.stream().map(TrailStore.KindTotal::credit).toList());
    }

    /** Numbers of the files that hold all accounts of the kind. */
    List<Integer> volumes() {
        return Volumes.of(kinds.stream()
                .filter(k -> k.kind() == kind)
                .mapToInt(TrailStore.KindTotal::accounts)
                .sum());
    }

    String query() {
        return TrailLinks.query(court, day, kind, null);
    }

    @Override
    public String title() {
        return day + " 账户合计";
    }
}
