package cn.sunlit.identity;

import cn.sunlit.web.Screen;
import java.util.List;

/** Who one is here, and where one is logged in. */
record AccountPage(StaffMember member, String court, List<Sessions.Line> sessions) implements Screen {
    @Override
    public String title() {
        return "我的账号";
    }
}
