package cn.sunlit.identity;

import cn.sunlit.web.Screen;
import java.util.List;
import java.util.Map;

/**
 * @param message why the form is shown again, or empty
 * @param courts the courts that have an identity provider of their own, by the address that leads there
 * @param demonstration the log-ins of the demonstration court; empty outside the sandbox
 */
record LoginPage(
        String message,
        boolean wrong,
        Map<String, String> courts,
        List<StaffMember> demonstration,
        String demonstrationPassword)
        implements Screen {
    @Override
    public String title() {
        return "登录";
    }
}
