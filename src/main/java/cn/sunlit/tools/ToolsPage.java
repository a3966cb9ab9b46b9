package cn.sunlit.tools;

import cn.sunlit.web.Screen;
import java.util.List;

/** The open tools at a glance. */
record ToolsPage(List<Group> groups) implements Screen {

    record Group(String title, List<Tool> tools) {}

    @Override
    public String title() {
        return "算一算";
    }
}
