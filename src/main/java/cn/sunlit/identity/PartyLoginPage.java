package cn.sunlit.identity;

import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;

/** First step of a party's log-in: which case, and who. */
record PartyLoginPage(String caseNumber, String name, FormErrors errors, String message) implements Screen {
    @Override
    public String title() {
        return "当事人登录";
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() ? 200 : 422;
    }
}
