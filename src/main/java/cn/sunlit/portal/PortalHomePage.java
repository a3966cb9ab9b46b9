package cn.sunlit.portal;

import cn.sunlit.docket.ListOne;
import cn.sunlit.docket.ListOneSheet;
import cn.sunlit.web.Screen;
import java.time.LocalDate;

/** A party's case on the phone: list one as a way with its milestones. */
record PortalHomePage(PortalHead head, ListOne way, String officer, ListOneSheet sheet, LocalDate today)
        implements Screen {
    @Override
    public String title() {
        return "办到哪一步";
    }
}
