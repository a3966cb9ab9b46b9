package cn.sunlit.funds;

import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import org.jspecify.annotations.Nullable;

/**
 * One message of the bank that could not be used, with what stood in it.
 *
 * @param content with the numbers of people hidden, null where it was not kept
 * @param settlement what was typed
 */
record BankStrayPage(BankStray stray, @Nullable String content, String settlement, FormErrors errors)
        implements Screen {

    @Override
    public String title() {
        return "异常银行报文第%d号".formatted(stray.id());
    }
}
