package cn.sunlit.trail;

import cn.sunlit.web.Screen;
import java.util.List;

/** A statement of the bank with the movements that it bears. */
public record TrailStatementPage(
        TrailStore.Statement statement,
        String courtName,
        List<TrailStore.Page> pages,
        List<TrailStore.Entry> entries,
        boolean more)
        implements Screen {

    String address() {
        return "/cashier/trail/statements/" + statement.id();
    }

    @Override
    public String title() {
        return "对账单 " + statement.statementId();
    }
}
