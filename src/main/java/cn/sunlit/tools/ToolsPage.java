package cn.sunlit.tools;

import cn.sunlit.web.Screen;

/** The open tools at a glance. */
record ToolsPage() implements Screen {
    @Override
    public String title() {
        return "算一算";
    }
}
