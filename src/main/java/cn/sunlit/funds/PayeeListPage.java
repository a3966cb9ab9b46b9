package cn.sunlit.funds;

import cn.sunlit.kernel.Money;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.util.List;

/**
 * Where the list of payees of a case is handed in.
 *
 * @param due what the list must add up to
 */
record PayeeListPage(CaseHeader header, Money due, FormErrors errors, List<String> refusals) implements Screen {

    @Override
    public String title() {
        return "按名单发放";
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() && refusals.isEmpty() ? 200 : 422;
    }
}
