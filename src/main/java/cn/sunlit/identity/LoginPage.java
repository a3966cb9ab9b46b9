package cn.sunlit.identity;

import cn.sunlit.web.Screen;
import java.util.List;

/**
 * @param message why the form is shown again, or empty
 * @param demonstration the log-ins of the demonstration court; empty outside the sandbox
 */
record LoginPage(String message, boolean wrong, List<StaffMember> demonstration, String demonstrationPassword)
        implements Screen {
    @Override
    public String title() {
        return "登录";
    }
}
