package cn.sunlit.identity;

import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;

/**
 * Asks for the second factor before an act on money or a listing.
 *
 * @param then the page to which the right code leads
 */
record SecondFactorPage(String then, FormErrors errors) implements Screen {
    @Override
    public String title() {
        return "输入动态口令";
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() ? 200 : 422;
    }
}
