package cn.sunlit.portal;

import cn.sunlit.cases.Statement;
import cn.sunlit.web.Screen;
import java.util.List;

/**
 * What the reader tells the court, and what he told before.
 *
 * @param kind what was chosen when it was just refused
 * @param text what was written then
 * @param problems why it was refused
 */
record PortalStatementsPage(
        PortalHead head, List<Statement> statements, String kind, String text, List<String> problems, int status)
        implements Screen {
    @Override
    public String title() {
        return "向法院说明情况";
    }

    @Override
    public int httpStatus() {
        return status;
    }
}
