package cn.sunlit.identity;

import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;

/** Second step of a party's log-in: the code. */
record PartyCodePage(FormErrors errors) implements Screen {
    @Override
    public String title() {
        return "输入验证码";
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() ? 200 : 422;
    }
}
