package cn.sunlit.inquiries;

import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was refused, with what stood in it.
 *
 * @param content with the numbers of people hidden, null where it was not kept or has expired
 * @param settlement what was typed
 */
record StrayPage(Stray stray, @Nullable String content, String settlement, FormErrors errors) implements Screen {

    @Override
    public String title() {
        return "异常来件第%d号".formatted(stray.id());
    }
}
