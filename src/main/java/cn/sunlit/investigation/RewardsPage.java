package cn.sunlit.investigation;

import cn.sunlit.inquiries.AssetKind;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.Screen;
import java.util.List;

/**
 * The rewards of a case.
 *
 * @param told who gave a tip and what, just read with a reason
 */
record RewardsPage(
        CaseHeader header,
        List<RewardViews.Reward> rewards,
        List<AssetKind> kinds,
        boolean mayDecide,
        boolean mayVerify,
        boolean mayPropose,
        boolean mayApprove,
        boolean mayPay,
        List<String> told,
        List<String> refusals)
        implements Screen {

    @Override
    public String title() {
        return header.number().text() + " 悬赏";
    }

    @Override
    public int httpStatus() {
        return refusals.isEmpty() ? 200 : 422;
    }

    String path() {
        return header.path() + "/rewards";
    }
}
