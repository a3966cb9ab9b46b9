package cn.sunlit.inquiries;

import cn.sunlit.inquiries.StrayStore.RefusedAnswer;
import cn.sunlit.web.Screen;
import java.util.List;

/**
 * What came and was refused.
 *
 * @param open what nobody has looked at yet
 * @param settled the newest of the others
 * @param answers those to requests of the court that could not be used
 */
record StraysPage(List<Stray> open, List<Stray> settled, List<RefusedAnswer> answers, boolean maySettle)
        implements Screen {

    static String quality(RefusedAnswer answer) {
        return answer.quality().equals("WRONG_PERSON") ? "不是所查的人" : "无法使用";
    }

    @Override
    public String title() {
        return "异常来件";
    }
}
