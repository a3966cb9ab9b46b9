package cn.sunlit.tools;

import cn.sunlit.kernel.Problem;
import cn.sunlit.statutes.Renumbering;
import cn.sunlit.statutes.StatuteBook;
import cn.sunlit.statutes.StatuteBook.Statute;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The reader of statutes: the list, words looked for in all of them, one as a whole, one article with our rules on it. */
@Controller
@RequestMapping("/tools/law")
class LawPages {

    private static final int MOST_FOUND = 50;
    private static final int LONGEST_WORDS = 50;

    private final RuleBook rules;

    LawPages(RuleBook rules) {
        this.rules = rules;
    }

    @GetMapping
    LawPage law(@RequestParam(defaultValue = "") String words, @RequestParam(defaultValue = "") String old) {
        String sought = words.strip();
        if (sought.length() > LONGEST_WORDS) {
            throw new Problem.Invalid("words", "要找的词不能超过%d个字".formatted(LONGEST_WORDS));
        }
        List<Statute> all = StatuteBook.shipped().all();
        return new LawPage(
                all,
                sought,
                sought.isEmpty() ? List.of() : found(all, sought),
                old.strip(),
                old.isBlank() ? List.of() : Renumbering.today(number(old)));
    }

    private static List<LawPage.Found> found(List<Statute> all, String words) {
        return all.stream()
                .flatMap(s -> new TreeMap<>(s.articles())
                        .entrySet().stream()
                                .filter(a -> a.getValue().contains(words))
                                .map(a -> new LawPage.Found(
                                        s.cite(a.getKey()), Citations.path(s, a.getKey()), around(a, words), words)))
                .limit(MOST_FOUND)
                .toList();
    }

    private static String around(Map.Entry<Integer, String> article, String words) {
        String text = article.getValue().replace('\n', ' ');
        int at = text.indexOf(words);
        int from = Math.max(0, at - 30);
        int to = Math.min(text.length(), at + words.length() + 60);
        return (from > 0 ? "…" : "") + text.substring(from, to) + (to < text.length() ? "…" : "");
    }

    @GetMapping("/{name}")
    Object statute(@PathVariable String name, @RequestParam(defaultValue = "") String article) {
        Statute statute = newest(name);
        if (article.isBlank()) {
            return new StatutePage(statute, "");
        }
        int number = number(article.strip());
        return statute.articles().containsKey(number)
                ? "redirect:" + Citations.path(statute, number)
                : new StatutePage(statute, article);
    }

    @GetMapping("/{name}/{article}")
    ArticlePage article(@PathVariable String name, @PathVariable int article) {
        Statute statute = newest(name);
        if (!statute.articles().containsKey(article)) {
            throw new Problem.NotFound("《%s》没有第%d条".formatted(statute.name(), article));
        }
        return new ArticlePage(statute, article, rules.rules(statute, article));
    }

    private static Statute newest(String name) {
        return StatuteBook.shipped().newest(name).orElseThrow(() -> new Problem.NotFound("没有收录这部法律，请从目录中选择"));
    }

    /** 85, ８５ or 第85条; zero for what is no number. */
    private static int number(String text) {
        String plain = java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC)
                .replaceAll("[第条\\s]", "");
        return plain.matches("\\d{1,4}") ? Integer.parseInt(plain) : 0;
    }
}
