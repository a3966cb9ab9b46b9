package cn.sunlit.statutes;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The statutes that this product ships, word for word, addressed by short name, edition and article. The edition is the
 * day on which it took effect, because the same number names different articles in different editions.
 */
public final class StatuteBook {

    /**
     * A statute in one edition.
     *
     * @param name the short name used in {@link cn.sunlit.kernel.Law}: 民事诉讼法, 迟延履行利息
     * @param title as published
     * @param year of publication, shown in citations
     * @param edition the day on which it took effect
     * @param articles number to words, paragraphs separated by a line end
     */
    public record Statute(String name, String title, int year, LocalDate edition, Map<Integer, String> articles) {

        /** How the article is cited, {@code 民事诉讼法（2023）第八十五条}. */
        public String cite(int article) {
            return "%s（%d）第%s条".formatted(name, year, chinese(article));
        }
    }

    /** File names are plain ASCII, because a machine without a Chinese locale could not open others. */
    private record File(String name, String path) {}

    private static final List<File> FILES = List.of(
            new File("民事诉讼法", "civil-procedure-law-2023"),
            new File("民诉法解释", "civil-procedure-interpretation-2022"),
            new File("迟延履行利息", "late-performance-interest-2014"),
            new File("诉讼费用交纳办法", "litigation-fees-2006"),
            new File("执行工作若干规定", "enforcement-work-2020"),
            new File("执行程序解释", "enforcement-procedure-2020"),
            new File("查封扣押冻结", "seizure-2020"),
            new File("财产保全", "preservation-2020"),
            new File("财产调查", "asset-investigation-2020"),
            new File("网络查询冻结", "network-inquiry-2013"),
            new File("处置参考价", "reference-price-2018"),
            new File("网络司法拍卖", "network-auction-2016"),
            new File("拍卖变卖", "auction-2020"),
            new File("竞买人资格", "bidders-2021"),
            new File("强制执行股权", "equity-2021"),
            new File("刑事涉财产执行", "criminal-property-2014"),
            new File("失信名单", "dishonest-list-2017"),
            new File("限制消费", "consumption-restriction-2015"),
            new File("异议复议", "objection-review-2020"),
            new File("执行异议之诉", "objection-suit-2025"),
            new File("变更追加当事人", "change-of-parties-2020"),
            new File("执行和解", "settlement-2020"),
            new File("执行担保", "guarantee-2020"),
            new File("委托执行", "entrustment-2020"),
            new File("拒执罪解释", "refusal-crime-2024"),
            new File("企业破产法", "bankruptcy-law-2006"),
            new File("个人信息保护法", "personal-information-law-2021"),
            new File("数据安全法", "data-security-law-2021"));

    private static final Pattern ARTICLE = Pattern.compile("第([一二三四五六七八九十百千零]+)条[\\s　](.*)");
    private static final Pattern NUMBERED = Pattern.compile("(\\d{1,3})．(.*)");
    private static final Pattern CHAPTER = Pattern.compile("[一二三四五六七八九十]+、.*|第[一二三四五六七八九十百]+[章节编][\\s　].*");
    private static final Pattern FIELD = Pattern.compile("- \\*\\*(公布日期|生效日期)\\*\\*: (\\d{4}-\\d\\d-\\d\\d)");
    private static final Pattern IN_FORCE_FROM = Pattern.compile("自(\\d{4})年(\\d{1,2})月(\\d{1,2})日起施行");
    private static final String DIGITS = "零一二三四五六七八九";

    private static final StatuteBook SHIPPED = new StatuteBook();

    private final Map<String, Map<LocalDate, Statute>> byName = new LinkedHashMap<>();

    private StatuteBook() {
        for (File file : FILES) {
            Statute s = parse(file.name(), WorkCalendar.resource("law/" + file.path() + ".md"));
            byName.computeIfAbsent(s.name(), n -> new TreeMap<>()).put(s.edition(), s);
        }
    }

    public static StatuteBook shipped() {
        return SHIPPED;
    }

    /** Every statute in every edition, in the order in which they are listed to readers. */
    public List<Statute> all() {
        return byName.values().stream().flatMap(m -> m.values().stream()).toList();
    }

    public Optional<Statute> find(String name, LocalDate edition) {
        return Optional.ofNullable(byName.getOrDefault(name, Map.of()).get(edition));
    }

    /** The newest edition that this product ships. */
    public Optional<Statute> newest(String name) {
        return byName.getOrDefault(name, Map.of()).values().stream().reduce((a, b) -> b);
    }

    /** The words of an article, paragraphs separated by a line end. */
    public Optional<String> words(String name, LocalDate edition, int article) {
        return find(name, edition).map(s -> s.articles().get(article));
    }

    /**
     * The citation of an article that is in the book.
     *
     * @throws IllegalArgumentException when it is not: a citation that nobody can look up is a bug
     */
    public static String cite(String name, String edition, int article) {
        Statute s = SHIPPED.find(name, LocalDate.parse(edition))
                .orElseThrow(() -> new IllegalArgumentException("没有收录《" + name + "》" + edition + "施行的版本"));
        if (!s.articles().containsKey(article)) {
            throw new IllegalArgumentException("《" + name + "》没有第" + article + "条");
        }
        return s.cite(article);
    }

    static Statute parse(String name, String text) {
        String title = "";
        LocalDate published = null;
        LocalDate edition = null;
        boolean byWord = text.lines().anyMatch(l -> ARTICLE.matcher(l).matches());
        Map<Integer, String> articles = new TreeMap<>();
        int current = 0;
        StringBuilder words = new StringBuilder();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("# ")) {
                title = line.substring(2);
                continue;
            }
            Matcher field = FIELD.matcher(line);
            if (field.matches()) {
                LocalDate day = LocalDate.parse(field.group(2));
                if (field.group(1).equals("公布日期")) {
                    published = day;
                } else {
                    edition = day;
                }
                continue;
            }
            Matcher head = (byWord ? ARTICLE : NUMBERED).matcher(line);
            if (head.matches()) {
                int number = byWord ? arabic(head.group(1)) : Integer.parseInt(head.group(1));
                store(articles, current, words);
                current = number;
                words.append(head.group(2).strip());
            } else if (line.startsWith("#") || CHAPTER.matcher(line).matches()) {
                store(articles, current, words);
                current = 0;
            } else if (current > 0 && !line.isEmpty()) {
                words.append('\n').append(line);
            }
        }
        store(articles, current, words);
        if (edition == null) {
            edition = inForceFrom(text);
        }
        if (edition == null || published == null || articles.isEmpty()) {
            throw new IllegalStateException("法律文本《" + name + "》缺少日期或条文");
        }
        return new Statute(name, title, published.getYear(), edition, Map.copyOf(articles));
    }

    /** The first text of a number stays: an annex may count from one again. */
    private static void store(Map<Integer, String> articles, int number, StringBuilder words) {
        if (number > 0) {
            articles.putIfAbsent(number, words.toString());
        }
        words.setLength(0);
    }

    private static @Nullable LocalDate inForceFrom(String text) {
        Matcher m = IN_FORCE_FROM.matcher(text);
        LocalDate day = null;
        while (m.find()) {
            day = LocalDate.of(
                    Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)));
        }
        return day;
    }

    /** 一百二十五 to 125. */
    static int arabic(String chinese) {
        int total = 0;
        int digit = 0;
        for (int i = 0; i < chinese.length(); i++) {
            char c = chinese.charAt(i);
            switch (c) {
                case '千' -> {
                    total += Math.max(digit, 1) * 1000;
                    digit = 0;
                }
                case '百' -> {
                    total += Math.max(digit, 1) * 100;
                    digit = 0;
                }
                case '十' -> {
                    total += Math.max(digit, 1) * 10;
                    digit = 0;
                }
                default -> digit = DIGITS.indexOf(c);
            }
        }
        return total + digit;
    }

    /** 125 to 一百二十五. */
    static String chinese(int n) {
        if (n <= 0 || n > 999) {
            throw new IllegalArgumentException("条文序号应在1至999之间");
        }
        int hundreds = n / 100;
        int tens = n / 10 % 10;
        int ones = n % 10;
        StringBuilder s = new StringBuilder();
        if (hundreds > 0) {
            s.append(DIGITS.charAt(hundreds)).append('百');
        }
        if (tens > 0) {
            s.append(tens == 1 && hundreds == 0 ? "" : DIGITS.charAt(tens)).append('十');
        } else if (hundreds > 0 && ones > 0) {
            s.append('零');
        }
        if (ones > 0) {
            s.append(DIGITS.charAt(ones));
        }
        return s.toString();
    }
}
