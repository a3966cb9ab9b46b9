package cn.sunlit.portal;

import cn.sunlit.documents.Document;
import cn.sunlit.web.Screen;
import java.util.List;

/** One document in full. */
record PortalDocumentPage(PortalHead head, Document document) implements Screen {
    @Override
    public String title() {
        return document.title();
    }

    List<String> paragraphs() {
        return document.text().lines().toList();
    }
}
