package cn.sunlit.privacy;

import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long personal data are kept and by which article, what went, and what goes next. */
record RetentionPage(List<Line> lines, List<RetentionTable.Rule> kept, List<Erased> erased, LocalDate next)
        implements Screen {

    /**
     * @param last the last run, null before the first
     * @param waiting how many will be found by the next run
     */
    record Line(RetentionTable.Rule rule, RetentionStore.@Nullable Run last, long waiting) {}

    /** A run that found something. */
    record Erased(LocalDate on, String what, int number) {}

    @Override
    public String title() {
        return "个人信息保存期限";
    }
}
