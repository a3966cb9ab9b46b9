package cn.sunlit.docket;

import cn.sunlit.publicity.Audience;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.Screen;

/**
 * List one of a case as one side gets it, for the court's people: {@code /cases/{number}/list-one}.
 *
 * @param as whose list is shown
 */
record ListOnePage(CaseHeader header, Audience as, ListOne list, ListOneSheet sheet) implements Screen {
    @Override
    public String title() {
        return "告知清单";
    }
}
