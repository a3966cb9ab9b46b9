package cn.sunlit.desk;

import cn.sunlit.web.Screen;
import java.util.List;

/** What became of each node that was to be completed with others. */
record ListThreeDonePage(List<ListThree.Outcome> outcomes) implements Screen {

    long done() {
        return outcomes.stream().filter(ListThree.Outcome::done).count();
    }

    @Override
    public String title() {
        return "批量办理结果";
    }
}
