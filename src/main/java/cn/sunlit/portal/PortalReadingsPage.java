package cn.sunlit.portal;

import cn.sunlit.web.Screen;
import java.time.Instant;
import java.util.List;

/** Who read the party's data in full, and for what the program used them. */
record PortalReadingsPage(PortalHead head, List<Reading> readings) implements Screen {

    @Override
    public String title() {
        return "个人信息查阅记录";
    }

    /**
     * @param roles in words; empty for the program
     * @param reason as the reader gave it; empty for the program, whose purpose stands in {@code what}
     */
    record Reading(Instant at, String who, String roles, String what, String reason) {}
}
