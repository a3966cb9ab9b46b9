package cn.sunlit.documents;

import cn.sunlit.web.Screen;
import cn.sunlit.web.Show;
import java.util.List;

/** A document as it lies on paper: {@code /documents/{id}}. */
record DocumentPage(Document document, String heading, List<String> paragraphs, List<String> signature)
        implements Screen {

    static DocumentPage of(Document document) {
        List<String> lines = document.text().lines().toList();
        // Head: court, title, number, blank line; foot: blank line, signer, day, court.
        return new DocumentPage(
                document,
                lines.getFirst(),
                lines.subList(4, lines.size() - 4).stream()
                        .filter(line -> !line.isBlank())
                        .toList(),
                lines.subList(lines.size() - 3, lines.size()));
    }

    /** The documents of its case; a ruling's number is the case number and a sub-number. */
    String back() {
        return "/cases/" + Show.segment(document.number().replaceFirst("之[一二三四五六七八九十百]+$", "")) + "/documents";
    }

    @Override
    public String title() {
        return document.title();
    }
}
