package cn.sunlit.funds;

import cn.sunlit.kernel.Money;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Pager;
import cn.sunlit.web.Screen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One distribution: how far it is, who must do what, every payee.
 *
 * @param failed how many payments came back and have not been approved anew; {@code toCorrect} holds the first of them
 */
record DistributionPage(
        CaseHeader header,
        DistributionView distribution,
        List<PayeeStore.Count> counts,
        List<PayeeStore.Row> rows,
        Pager pager,
        String q,
        String state,
        int failed,
        List<Failed> toCorrect,
        boolean mayPropose,
        boolean mayApprove,
        FormErrors errors,
        List<String> refusals)
        implements Screen {

    record Failed(
            long id,
            String payee,
            @Nullable String bank,
            @Nullable String account,
            Money amount) {}

    @Override
    public String title() {
        return "发放 " + distribution.total().display() + " 元";
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() && refusals.isEmpty() ? 200 : 422;
    }

    String path() {
        return header.path() + "/funds/distributions/" + distribution.id();
    }

    /** How many go through the bank. */
    int payments() {
        return counts.stream().mapToInt(PayeeStore.Count::lines).sum();
    }

    int paid() {
        return counts.stream()
                .filter(c -> c.state().equals("PAID"))
                .mapToInt(PayeeStore.Count::lines)
                .sum();
    }

    /** Whether the bank may still tell of some. */
    boolean underWay() {
        return counts.stream()
                .anyMatch(c -> List.of("QUEUED", "SENT", "ACCEPTED").contains(c.state()));
    }
}
