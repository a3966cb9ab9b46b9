package cn.sunlit.investigation;

import cn.sunlit.web.Screen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rewards as everybody reads them, and the form for a tip.
 *
 * @param one the notice that the form is for; null for the list
 */
record NoticePage(
        List<RewardViews.Notice> notices,
        RewardViews.@Nullable Notice one,
        boolean thanked,
        List<String> problems,
        String words)
        implements Screen {

    @Override
    public String title() {
        return "悬赏公告";
    }

    @Override
    public int httpStatus() {
        return problems.isEmpty() ? 200 : 422;
    }
}
