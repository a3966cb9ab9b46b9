package cn.sunlit.portal;

import cn.sunlit.documents.Document;
import cn.sunlit.web.Screen;
import java.util.List;

/** The documents that were served on this party. */
record PortalDocumentsPage(PortalHead head, List<Document> documents) implements Screen {
    @Override
    public String title() {
        return "文书";
    }
}
