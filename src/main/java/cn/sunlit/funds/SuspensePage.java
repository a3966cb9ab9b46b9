package cn.sunlit.funds;

import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Money without a name: ages, filters, and each sum with the cases for which it may be meant.
 *
 * @param only the one receipt that is shown, null for a list
 * @param claims that wait for another person
 * @param returns that wait for another person or for the bank
 * @param own the returns that the viewer has proposed and another must approve
 * @param errors of the form of {@code only}
 * @param viewer who looks: nobody confirms a claim of his own
 */
public record SuspensePage(
        SuspenseStore.Ages ages,
        SuspenseDesk.Filter filter,
        int page,
        boolean more,
        List<SuspenseDesk.Unknown> unknown,
        @Nullable Long only,
        List<FundsStore.WaitingClaim> claims,
        List<ReturnView> returns,
        Set<Long> own,
        @Nullable String trouble,
        FormErrors errors,
        String viewer)
        implements Screen {

    @Override
    public String title() {
        return "不明款";
    }

    @Override
    public int httpStatus() {
        return trouble == null && errors.isEmpty() ? 200 : 422;
    }

    String link(int to) {
        StringBuilder link = new StringBuilder("/cashier/suspense?page=").append(to);
        if (filter.age() != null) {
            link.append("&age=").append(filter.age());
        }
        if (filter.state() != null) {
            link.append("&state=").append(filter.state());
        }
        if (filter.words() != null) {
            link.append("&words=").append(Show.segment(filter.words()));
        }
        if (filter.amount() != null) {
            link.append("&amount=").append(filter.amount());
        }
        return link.toString();
    }
}
