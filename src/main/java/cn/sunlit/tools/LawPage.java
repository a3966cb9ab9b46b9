package cn.sunlit.tools;

import cn.sunlit.statutes.StatuteBook.Statute;
import cn.sunlit.web.Screen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reader of statutes: the list of all, or one of them with an article marked.
 *
 * @param statute the one being read, or null for the list
 * @param article the article asked for, or zero
 */
record LawPage(List<Statute> all, @Nullable Statute statute, int article) implements Screen {

    /** One article as shown. */
    record Article(int number, String heading, List<String> paragraphs) {}

    @Override
    public String title() {
        return statute == null ? "法律条文" : statute.name();
    }

    /** The article asked for alone, or all in order. */
    List<Article> articles() {
        if (statute == null) {
            return List.of();
        }
        return statute.articles().keySet().stream()
                .filter(n -> article == 0 || n == article)
                .sorted()
                .map(n -> new Article(
                        n,
                        statute.cite(n),
                        String.valueOf(statute.articles().get(n)).lines().toList()))
                .toList();
    }
}
