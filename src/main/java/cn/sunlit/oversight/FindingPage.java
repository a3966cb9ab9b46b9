package cn.sunlit.oversight;

import cn.sunlit.web.Screen;
import java.util.List;

/** One finding with the cases behind it. */
record FindingPage(Finding finding, List<Finding.Row> rows) implements Screen {
    @Override
    public String title() {
        return finding.kind().zh();
    }
}
