package cn.sunlit.oversight;

import cn.sunlit.web.Screen;
import java.util.List;

/** What the nights found, by kind. */
record PatternsPage(List<Finding> findings) implements Screen {
    @Override
    public String title() {
        return "办案规律提示";
    }

    List<Finding> of(Finding.Kind kind) {
        return findings.stream().filter(f -> f.kind() == kind).toList();
    }
}
