package cn.sunlit.desk;

import cn.sunlit.documents.Document;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.Screen;
import java.util.List;
import java.util.stream.Collectors;

/** All documents of a case, the newest first. */
record CaseDocumentsPage(CaseHeader header, List<Document> documents) implements Screen {

    @Override
    public String title() {
        return header.number().text() + " 文书";
    }

    /** To whom, on which day and how it was served, or empty. */
    static String served(Document document) {
        return document.served().stream()
                .map(s -> "%s %s %s".formatted(s.on(), s.to(), s.how()))
                .collect(Collectors.joining("；"));
    }
}
