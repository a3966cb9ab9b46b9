package cn.sunlit.trail;

import cn.sunlit.web.Screen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A voucher with everything that it names.
 *
 * @param siblings other vouchers of the same cause
 * @param entry the movement that the bank told; null where nothing moved at the bank
 * @param statements those that bear the movement
 */
public record VoucherPage(
        TrailStore.Voucher voucher,
        String courtName,
        List<TrailStore.Posting> postings,
        List<TrailStore.Person> persons,
        List<TrailStore.Sibling> siblings,
        TrailStore.@Nullable Entry entry,
        List<TrailStore.Statement> statements)
        implements Screen {

    @Override
    public String title() {
        return "凭证 PZ-" + voucher.id();
    }
}
