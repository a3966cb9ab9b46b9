package cn.sunlit.tools;

import cn.sunlit.statutes.Renumbering;
import cn.sunlit.statutes.StatuteBook.Statute;
import cn.sunlit.web.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One article, with the words marked that rules of this program carry out. */
record ArticlePage(Statute statute, int article, List<RuleBook.Rule> rules) implements Screen {

    /** @param marked whether a rule carries out these words */
    record Piece(String text, boolean marked) {}

    @Override
    public String title() {
        return statute.cite(article);
    }

    static List<String> paragraphs(Statute statute, int article) {
        return String.valueOf(statute.articles().get(article)).lines().toList();
    }

    /** The paragraphs, each cut where marked words begin and end. */
    List<List<Piece>> pieces() {
        return paragraphs(statute, article).stream().map(this::cut).toList();
    }

    private List<Piece> cut(String paragraph) {
        boolean[] marked = new boolean[paragraph.length()];
        for (RuleBook.Rule rule : rules) {
            int at = paragraph.indexOf(rule.quoted());
            for (int i = at; at >= 0 && i < at + rule.quoted().length(); i++) {
                marked[i] = true;
            }
        }
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= marked.length; i++) {
            if (i == marked.length || marked[i] != marked[from]) {
                pieces.add(new Piece(paragraph.substring(from, i), marked[from]));
                from = i;
            }
        }
        return pieces;
    }

    /** How this article of the Civil Procedure Law was numbered before, or nothing. */
    List<String> formerly() {
        return statute.name().equals(Renumbering.STATUTE) ? Renumbering.formerly(article) : List.of();
    }

    /** The articles of the Civil Procedure Law that this one still cites by their old numbers. */
    List<Renumbering.Answer> citedByOldNumber() {
        return statute.name().equals(Renumbering.STATUTE)
                ? List.of()
                : Renumbering.citedIn(String.valueOf(statute.articles().get(article)), statute.year()).stream()
                        .filter(a -> a.old() != a.present())
                        .toList();
    }

    @Nullable
    String previous() {
        Integer before = new TreeSet<>(statute.articles().keySet()).lower(article);
        return before == null ? null : Citations.path(statute, before);
    }

    @Nullable
    String next() {
        Integer after = new TreeSet<>(statute.articles().keySet()).higher(article);
        return after == null ? null : Citations.path(statute, after);
    }
}
