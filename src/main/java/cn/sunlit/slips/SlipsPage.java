package cn.sunlit.slips;

import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.util.List;

/** The payment slips of a case, to be looked at, copied and printed. */
public record SlipsPage(CaseHeader header, List<Slip> slips, FormErrors errors) implements Screen {

    @Override
    public String title() {
        return "缴款单 " + header.number();
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() ? 200 : 422;
    }

    String path() {
        return header.path() + "/funds/slips";
    }
}
