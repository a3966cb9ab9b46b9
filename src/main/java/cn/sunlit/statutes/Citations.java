package cn.sunlit.statutes;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shorthand citations as practitioners write them (民诉法解释第485条, 法释〔2016〕18号第10、17条) in full: the statute by its
 * title, the articles in Chinese numerals, each with the address where this program shows its words. What is not among the
 * shipped statutes keeps its own name and has no address.
 */
public final class Citations {

    /** Shorthand to the short name in {@link StatuteBook}; numbers of interpretations as they were published. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("民诉法解释", "民诉法解释"),
            Map.entry("民诉法", "民事诉讼法"),
            Map.entry("保全规定", "财产保全"),
            Map.entry("参考价规定", "处置参考价"),
            Map.entry("变更追加规定", "变更追加当事人"),
            Map.entry("异议复议规定", "异议复议"),
            Map.entry("执行和解规定", "执行和解"),
            Map.entry("执行工作规定", "执行工作若干规定"),
            Map.entry("执行担保规定", "执行担保"),
            Map.entry("执行程序解释", "执行程序解释"),
            Map.entry("拍卖变卖规定", "拍卖变卖"),
            Map.entry("拍卖房产竞买人资格规定", "竞买人资格"),
            Map.entry("查封规定", "查封扣押冻结"),
            Map.entry("股权规定", "强制执行股权"),
            Map.entry("诉讼费用交纳办法", "诉讼费用交纳办法"),
            Map.entry("法释〔2017〕8号(2020修正)财产调查规定", "财产调查"),
            Map.entry("财产调查规定", "财产调查"),
            Map.entry("法释〔2013〕20号", "网络查询冻结"),
            Map.entry("法释〔2014〕8号", "迟延履行利息"),
            Map.entry("法释〔2014〕13号", "刑事涉财产执行"),
            Map.entry("法释〔2015〕17号", "限制消费"),
            Map.entry("法释〔2016〕18号", "网络司法拍卖"),
            Map.entry("法释〔2017〕7号", "失信名单"),
            Map.entry("法释〔2018〕15号", "处置参考价"),
            Map.entry("法释〔2021〕18号", "竞买人资格"),
            Map.entry("法释〔2021〕20号股权规定", "强制执行股权"),
            Map.entry("法释〔2021〕20号", "强制执行股权"),
            Map.entry("法释〔2024〕13号", "拒执罪解释"),
            Map.entry("法释〔2025〕10号(执行异议之诉)", "执行异议之诉"),
            Map.entry("法释〔2025〕10号", "执行异议之诉"));

    /** A known name, another numbered paper (which ends the one before it), or a group of articles. */
    private static final Pattern TOKEN = Pattern.compile("(?<name>"
            + NAMES.keySet().stream()
                    .sorted((a, b) -> b.length() - a.length())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|"))
            + ")|(?<other>[法发释中政委文]+〔\\d{4}〕\\d+号)"
            + "|第?(?<articles>\\d{1,3}(?:[-、]\\d{1,3})*)条(?:第(?<paragraph>\\d{1,2})款)?(?:第(?<item>\\d{1,2})项)?");

    /**
     * @param href the address of the article or statute within this program, or null
     * @param cited for an article of a shipped statute: with its edition, {@code 民事诉讼法（2023）第八十五条}
     */
    public record Part(
            String text, @Nullable String href, @Nullable String cited) {}

    private Citations() {}

    /** The citation in its parts, in the order of reading. */
    public static List<Part> parts(String shorthand) {
        List<Part> parts = new ArrayList<>();
        Matcher token = TOKEN.matcher(shorthand);
        StatuteBook.Statute statute = null;
        int read = 0;
        while (token.find()) {
            String between = shorthand.substring(read, token.start());
            add(parts, between);
            if (token.group("name") != null) {
                statute = StatuteBook.shipped()
                        .newest(String.valueOf(NAMES.get(token.group("name"))))
                        .orElseThrow();
                parts.add(new Part("《" + plainTitle(statute) + "》", href(statute, 0), null));
            } else if (token.group("other") != null) {
                statute = null;
                add(parts, token.group());
            } else {
                boolean ofAnother = !between.isEmpty() && !between.matches("(?s).*[、，,;；:：(（)）]");
                articles(parts, token, ofAnother ? null : statute);
            }
            read = token.end();
        }
        add(parts, shorthand.substring(read));
        return List.copyOf(parts);
    }

    /** The articles of shipped statutes that it names, each with its edition. */
    public static List<String> articles(String shorthand) {
        return parts(shorthand).stream()
                .map(Part::cited)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static void articles(List<Part> parts, Matcher token, StatuteBook.@Nullable Statute statute) {
        Matcher each = Pattern.compile("(\\d+)([-、]?)").matcher(token.group("articles"));
        while (each.find()) {
            int article = Integer.parseInt(each.group(1));
            StringBuilder text =
                    new StringBuilder("第").append(StatuteBook.chinese(article)).append("条");
            if (each.group(2).isEmpty()) {
                number(token, "paragraph")
                        .ifPresent(n -> text.append("第").append(n).append("款"));
                number(token, "item").ifPresent(n -> text.append("第（").append(n).append("）项"));
            }
            StatuteBook.Statute shipped = statute != null && statute.articles().containsKey(article) ? statute : null;
            parts.add(new Part(
                    text.toString(),
                    shipped == null ? null : href(shipped, article),
                    shipped == null ? null : shipped.cite(article)));
            add(parts, each.group(2).equals("-") ? "至" : each.group(2));
        }
    }

    private static Optional<String> number(Matcher token, String group) {
        return Optional.ofNullable(token.group(group)).map(n -> StatuteBook.chinese(Integer.parseInt(n)));
    }

    private static void add(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Part(text, null, null));
        }
    }

    private static String plainTitle(StatuteBook.Statute statute) {
        return statute.title().replaceFirst("（\\d{4}）$", "");
    }

    private static String href(StatuteBook.Statute statute, int article) {
        return "/tools/law/"
                + URLEncoder.encode(statute.name(), StandardCharsets.UTF_8).replace("+", "%20")
                + (article == 0 ? "" : "/" + article);
    }
}
