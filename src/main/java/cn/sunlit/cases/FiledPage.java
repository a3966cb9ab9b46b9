package cn.sunlit.cases;

import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.web.Screen;
import java.util.List;

/** What the clerk sees after filing: the number, who has it, and the respondents' other cases. */
record FiledPage(CaseNumber number, String caption, String officer, List<RelatedCase> related) implements Screen {
    @Override
    public String title() {
        return "已立案";
    }
}
