package cn.sunlit.portal;

import cn.sunlit.audit.Entry;
import cn.sunlit.web.Screen;
import java.util.List;

/** The steps on record that this party may take home with their proof; with all codes in sight for print. */
record PortalProofsPage(PortalHead head, List<Entry> entries, boolean codes) implements Screen {
    @Override
    public String title() {
        return "存证";
    }
}
