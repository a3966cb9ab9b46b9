package cn.sunlit.reconciliation;

import cn.sunlit.web.Screen;
import java.util.List;

/** Closed and open days of the ledger. */
public record DaysPage(List<Days.Listed> days) implements Screen {

    @Override
    public String title() {
        return "案款日结";
    }
}
