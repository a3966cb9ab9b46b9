package cn.sunlit.tools;

import cn.sunlit.kernel.Problem;
import cn.sunlit.statutes.StatuteBook.Statute;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.util.List;

/**
 * One statute as a whole.
 *
 * @param missed the article that was asked for and is not there, or empty
 */
record StatutePage(Statute statute, String missed) implements Screen {

    record Article(int number, String heading, String path, List<String> paragraphs) {}

    @Override
    public String title() {
        return statute.name();
    }

    @Override
    public int httpStatus() {
        return missed.isEmpty() ? 200 : 404;
    }

    FormErrors errors() {
        return missed.isEmpty()
                ? FormErrors.NONE
                : new FormErrors(List.of(new Problem.FieldError("article", "没有这一条，请填写条文的数字，例如 1")));
    }

    List<Article> articles() {
        return statute.articles().keySet().stream()
                .sorted()
                .map(n ->
                        new Article(n, statute.cite(n), Citations.path(statute, n), ArticlePage.paragraphs(statute, n)))
                .toList();
    }
}
