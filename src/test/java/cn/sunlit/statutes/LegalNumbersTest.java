package cn.sunlit.statutes;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.LegalNumbers.ControlYears;
import cn.sunlit.statutes.LegalNumbers.Dated;
import cn.sunlit.statutes.LegalNumbers.Range;
import cn.sunlit.statutes.LegalNumbers.Source;
import cn.sunlit.statutes.LegalNumbers.Tariff;
import cn.sunlit.statutes.LegalNumbers.Years;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every number of the law is read back out of the words of its article, and none stands outside the dated tables. */
class LegalNumbersTest {

    private static final Path SOURCES = Path.of("src/main/java/cn/sunlit/statutes");

    /** The dated tables themselves. */
    private static final Set<String> TABLES = Set.of("LegalNumbers.java", "LprHistory.java", "PracticeNumber.java");

    /** What is no number of the law: powers of ten, places, groups of a pattern, units of time, limits on input. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("AmountInWords.java", Set.of("3", "10", "100", "1000", "10000")),
            Map.entry("AuctionPrices.java", Set.of("2", "10")),
            Map.entry("Citations.java", Set.of("2")),
            Map.entry("Distribution.java", Set.of("2", "6", "10000")),
            Map.entry("DoubleInterest.java", Set.of("10000")),
            Map.entry("EnforcementFee.java", Set.of("2", "100", "1000000")),
            Map.entry("HolidayNotice.java", Set.of("2007", "2100", "150", "60")),
            Map.entry("Interest.java", Set.of("2", "100")),
            Map.entry("OnlyHome.java", Set.of("12")),
            Map.entry("Period.java", Set.of("12", "24", "200", "366")),
            Map.entry("Periods.java", Set.of("2", "24", "1900")),
            Map.entry("Rate.java", Set.of("10", "360", "365")),
            Map.entry("Renumbering.java", Set.of("2", "3", "2012", "2017", "2021")),
            Map.entry("ShareTiers.java", Set.of("2", "6", "100")),
            Map.entry("Shares.java", Set.of("10000")),
            Map.entry("StatuteBook.java", Set.of("2", "3", "10", "100", "999", "1000")),
            Map.entry("WorkCalendar.java", Set.of("3", "7", "2019", "2026")));

    /** A number with the measure of a law's number, in a text that is shown; 一日 and 一年期 are everyday words. */
    private static final Pattern MEASURED = Pattern.compile(
            "\\d+(?:%|元|万元|日|天|年|个月|小时|分钟|个工作日)|[百万]分之|" + "[二两三四五六七八九十百][一二三四五六七八九十百]*(?:日|年(?!期)|个月|小时|分钟|个工作日|万?元)");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            日万分之一点七五                     | 0.000175
            百分之七十                           | 0.70
            百分之五                             | 0.05
            扣押动产的期限不得超过两年           | 2
            人民币十万元                         | 100000
            五万元以上一百万元                   | 1000000
            二十四小时                           | 24
            1万元至50万元的部分，按照1.5%        | 0.015
            不超过1万元的，每件交纳50元          | 50
            """)
    void 读出条文里的数(String words, BigDecimal number) {
        assertThat(lastNumber(words)).hasValueSatisfying(n -> assertThat(n).isEqualByComparingTo(number));
    }

    @Test
    void 分期表里的数都读自所引条文() {
        tables().forEach((name, table) -> assertThat(faults(table)).as(name).isEmpty());
    }

    @Test
    void 未收录原文的只有一个数() {
        assertThat(tables().entrySet().stream()
                        .filter(t -> t.getValue().entries().stream()
                                .anyMatch(e -> !e.source().isShipped()))
                        .map(Map.Entry::getKey))
                .containsExactly("LOAN_CAP_MULTIPLE");
    }

    @Test
    void 改动分期表里任何一个数都会被发现() {
        int mutated = 0;
        for (Map.Entry<String, Dated<?>> table : tables().entrySet()) {
            for (Dated.Entry<?> entry : table.getValue().entries()) {
                if (!entry.source().isShipped()) {
                    continue;
                }
                List<BigDecimal> numbers = numbers(entry.value());
                for (int i = 0; i < numbers.size(); i++) {
                    List<BigDecimal> wrong = new ArrayList<>(numbers);
                    wrong.set(i, numbers.get(i).add(numbers.get(i).ulp()));
                    assertThat(faults(entry.source(), wrong))
                            .as(table.getKey() + " 第" + (i + 1) + "个数")
                            .isNotEmpty();
                    mutated++;
                }
            }
        }
        assertThat(mutated).isGreaterThan(40);
    }

    @Test
    void 分期表只按法律事件之日取数() {
        LocalDate first = LegalNumbers.CONTROL_YEARS.firstDay();
        assertThat(LegalNumbers.CONTROL_YEARS.on(first.minusDays(1))).isEmpty();
        assertThat(LegalNumbers.CONTROL_YEARS.on(first)).contains(new ControlYears(1, 2, 3));
        Dated<Integer> twice = new Dated<>(List.of(
                new Dated.Entry<>(LocalDate.of(2012, 1, 1), 60, Source.notShipped("旧")),
                new Dated.Entry<>(LocalDate.of(2022, 1, 1), 30, Source.notShipped("新"))));
        assertThat(twice.on(LocalDate.of(2021, 12, 31))).contains(60);
        assertThat(twice.on(LocalDate.of(2022, 1, 1))).contains(30);
    }

    @Test
    void 法律数字只写在分期表里() throws IOException {
        assertThat(strays(sources())).isEmpty();
    }

    @Test
    void 写在别处的法律数字会被发现() throws IOException {
        Path stray = Files.createTempFile("Stray", ".java");
        try {
            Files.writeString(stray, """
                    class Stray {
                        @Deprecated(since = "15日")
                        int days() { return 15; }
                        String words() { return "期限为十五日"; }
                        String cite() { return StatuteBook.cite("民事诉讼法", "2024-01-01", 85); }
                    }
                    """);
            assertThat(strays(List.of(stray)))
                    .containsExactly(stray.getFileName() + "：15", stray.getFileName() + "：期限为十五日");
        } finally {
            Files.delete(stray);
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(p -> p.toString().endsWith(".java")
                            && !TABLES.contains(p.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    /** Literals outside annotations (quotations and remarks) and outside citations of articles. */
    private static List<String> strays(List<Path> sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        List<String> strays = new ArrayList<>();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(sources));
            for (CompilationUnitTree unit : task.parse()) {
                String file =
                        Path.of(unit.getSourceFile().toUri()).getFileName().toString();
                Set<String> allowed = new TreeSet<>(ALLOWED.getOrDefault(file, Set.of()));
                allowed.addAll(Set.of("0", "1"));
                new TreeScanner<@Nullable Void, @Nullable Void>() {
                    @Override
                    public @Nullable Void visitAnnotation(AnnotationTree node, @Nullable Void nothing) {
                        return null;
                    }

                    @Override
                    public @Nullable Void visitMethodInvocation(MethodInvocationTree node, @Nullable Void nothing) {
                        String called = node.getMethodSelect().toString();
                        return called.endsWith("StatuteBook.cite") || called.endsWith("citedAs")
                                ? null
                                : super.visitMethodInvocation(node, nothing);
                    }

                    @Override
                    public @Nullable Void visitLiteral(LiteralTree node, @Nullable Void nothing) {
                        Object value = node.getValue();
                        boolean stray = value instanceof Number && !allowed.contains(value.toString())
                                || value instanceof String text
                                        && MEASURED.matcher(text).find();
                        if (stray) {
                            strays.add(file + "：" + value);
                        }
                        return null;
                    }
                }.scan(unit, null);
            }
        }
        return strays;
    }

    private static List<String> faults(Dated<?> table) {
        return table.entries().stream()
                .filter(e -> e.source().isShipped())
                .flatMap(e -> faults(e.source(), numbers(e.value())).stream())
                .toList();
    }

    private static List<String> faults(Source source, List<BigDecimal> numbers) {
        List<String> faults = new ArrayList<>();
        String article = StatuteBook.shipped()
                .words(source.statute(), LocalDate.parse(source.edition()), source.article())
                .orElse("");
        if (source.words().size() != numbers.size()) {
            faults.add("引了%d处，数有%d个".formatted(source.words().size(), numbers.size()));
            return faults;
        }
        for (int i = 0; i < numbers.size(); i++) {
            String words = source.words().get(i);
            BigDecimal number = numbers.get(i);
            if (!article.contains(words)) {
                faults.add("“%s”不见于《%s》第%d条".formatted(words, source.statute(), source.article()));
            } else if (lastNumber(words).filter(n -> n.compareTo(number) == 0).isEmpty()) {
                faults.add("“%s”读出%s，表中为%s".formatted(words, lastNumber(words), number));
            }
        }
        return faults;
    }

    /** The numbers that a value of a table is made of, in the order in which its source quotes them. */
    private static List<BigDecimal> numbers(Object value) {
        return switch (value) {
            case BigDecimal share -> List.of(share);
            case Integer whole -> List.of(BigDecimal.valueOf(whole));
            case Money sum -> List.of(sum.yuan());
            case Range range -> List.of(range.min().yuan(), range.max().yuan());
            case Years years -> List.of(BigDecimal.valueOf(years.min()), BigDecimal.valueOf(years.max()));
            case ControlYears c ->
                Stream.of(c.deposit(), c.movable(), c.otherwise())
                        .map(BigDecimal::valueOf)
                        .toList();
            case Tariff t ->
                Stream.concat(
                                Stream.concat(
                                        Stream.of(t.flat().yuan()),
                                        t.tiers().stream()
                                                .flatMap(tier ->
                                                        Stream.of(tier.over().yuan(), tier.share()))),
                                t.cap().stream().map(Money::yuan))
                        .toList();
            default -> throw new IllegalArgumentException("unknown kind of number: " + value.getClass());
        };
    }

    private static Map<String, Dated<?>> tables() {
        Map<String, Dated<?>> tables = new LinkedHashMap<>();
        for (var field : LegalNumbers.class.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == Dated.class) {
                try {
                    tables.put(field.getName(), (Dated<?>) field.get(null));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        assertThat(tables).isNotEmpty();
        return tables;
    }

    private static final Pattern NUMBER =
            Pattern.compile("([百万])分之([零一二两三四五六七八九十百点]+)|(\\d+(?:\\.\\d+)?)(%|万)?|([一二两三四五六七八九十百]+)(万)?");

    /** The last number in the words, written in figures or in Chinese. */
    private static Optional<BigDecimal> lastNumber(String words) {
        Optional<BigDecimal> last = Optional.empty();
        Matcher m = NUMBER.matcher(words);
        while (m.find()) {
            BigDecimal n;
            if (m.group(1) != null) {
                n = chinese(m.group(2)).movePointLeft(m.group(1).equals("百") ? 2 : 4);
            } else if (m.group(3) != null) {
                n = new BigDecimal(m.group(3));
                n = "%".equals(m.group(4)) ? n.movePointLeft(2) : "万".equals(m.group(4)) ? n.movePointRight(4) : n;
            } else {
                n = chinese(m.group(5));
                n = m.group(6) == null ? n : n.movePointRight(4);
            }
            last = Optional.of(n);
        }
        return last;
    }

    private static BigDecimal chinese(String words) {
        String[] parts = words.replace('两', '二').split("点");
        BigDecimal whole = BigDecimal.valueOf(StatuteBook.arabic(parts[0]));
        if (parts.length == 1) {
            return whole;
        }
        String decimals = Arrays.stream(parts[1].split(""))
                .map(d -> String.valueOf(StatuteBook.arabic(d)))
                .reduce("", String::concat);
        return whole.add(new BigDecimal("0." + decimals));
    }
}
