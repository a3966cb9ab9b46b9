package cn.sunlit.identity;

import cn.sunlit.web.Screen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who one is here, and where one is logged in.
 *
 * @param recoveryLeft how many recovery codes are left; null where no second factor is set up
 */
record AccountPage(
        StaffMember member, String court, @Nullable Integer recoveryLeft, List<Sessions.Line> sessions)
        implements Screen {
    @Override
    public String title() {
        return "我的账号";
    }
}
