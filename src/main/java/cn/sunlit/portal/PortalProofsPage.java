package cn.sunlit.portal;

import cn.sunlit.audit.Entry;
import cn.sunlit.web.Screen;
import java.util.List;

/** The steps on record that this party may take home with their proof. */
record PortalProofsPage(PortalHead head, List<Entry> entries) implements Screen {
    @Override
    public String title() {
        return "存证";
    }
}
