package cn.sunlit.statutes;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Laws;
import cn.sunlit.kernel.Practice;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every rule of the product quotes the law word for word, and a table tests it. A test names the rules that it covers by
 * writing their ids: in a column 规则 of its table, or in a comment or name beside its case.
 */
class LawQuotationTest {

    private static final Path CLASSES = Path.of("target/classes");
    private static final Path TESTS = Path.of("src/test");
    private static final Path PAGE = Path.of("docs/generated/law.md");

    record Rule(String id, Law law, String place) {}

    record LocalRule(String id, String text, String place) {}

    @Test
    void 每条引文都逐字见于所引条文() {
        List<String> wrong = new ArrayList<>();
        for (Rule rule : rules()) {
            quotationFault(rule.law()).ifPresent(fault -> wrong.add(rule.id() + "（" + rule.place() + "）：" + fault));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void 改动引文一个字就会被发现() {
        for (Rule rule : rules()) {
            String text = rule.law().text();
            int middle = text.length() / 2;
            char other = text.charAt(middle) == '某' ? '甲' : '某';
            String mutated = text.substring(0, middle) + other + text.substring(middle + 1);
            assertThat(fault(
                            rule.law().statute(),
                            rule.law().edition(),
                            rule.law().article(),
                            mutated))
                    .as(rule.id())
                    .isPresent();
        }
    }

    @Test
    void 规则编号不重复() {
        Set<String> seen = new HashSet<>();
        List<String> twice = new ArrayList<>();
        rules().forEach(r -> {
            if (!seen.add(r.id())) {
                twice.add(r.id() + " " + r.place());
            }
        });
        practices().forEach(p -> {
            if (!seen.add(p.id())) {
                twice.add(p.id() + " " + p.place());
            }
        });
        assertThat(twice).isEmpty();
    }

    @Test
    void 每条规则都有测试() throws IOException {
        List<Path> tests = testFiles();
        List<String> untested = new ArrayList<>();
        for (Rule rule : rules()) {
            if (testsOf(rule.id(), tests).isEmpty()) {
                untested.add(rule.id() + " " + rule.place());
            }
        }
        assertThat(untested).isEmpty();
    }

    @Test
    void 法律数字只写在分期表里() throws IOException {
        Pattern number = Pattern.compile("new BigDecimal\\(\"0\\.\\d+\"\\)");
        List<String> strays = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/cn/sunlit/statutes"))) {
            for (Path source :
                    sources.filter(p -> p.toString().endsWith(".java")).toList()) {
                if (!source.endsWith("LegalNumbers.java")
                        && number.matcher(Files.readString(source)).find()) {
                    strays.add(source.toString());
                }
            }
        }
        assertThat(strays).isEmpty();
    }

    @Test
    void 规则总表与代码一致() throws IOException {
        String page = page();
        if ("write".equals(System.getProperty("sunlit.docs"))) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as("run with -Dsunlit.docs=write").exists();
        assertThat(Files.readString(PAGE))
                .as("docs/generated/law.md differs from the code: run this test with -Dsunlit.docs=write")
                .isEqualTo(page);
    }

    private static Optional<String> quotationFault(Law law) {
        return fault(law.statute(), law.edition(), law.article(), law.text());
    }

    private static Optional<String> fault(String statute, String edition, int article, String text) {
        Optional<String> words = StatuteBook.shipped().words(statute, LocalDate.parse(edition), article);
        if (words.isEmpty()) {
            return Optional.of("没有收录《%s》%s施行版第%d条".formatted(statute, edition, article));
        }
        return bare(words.get()).contains(bare(text))
                ? Optional.empty()
                : Optional.of("引文不见于《%s》%s施行版第%d条".formatted(statute, edition, article));
    }

    private static String bare(String text) {
        return text.replaceAll("[\\s　]", "");
    }

    private static String page() throws IOException {
        StringBuilder s = new StringBuilder("""
                # 法律规则总表

                本页由 `LawQuotationTest` 从代码生成（`-Dsunlit.docs=write`），引文逐字核对随产品发布的法律文本。

                | 规则 | 条文 | 原文 | 代码 | 测试 |
                |---|---|---|---|---|
                """);
        List<Path> tests = testFiles();
        for (Rule r : rules()) {
            String cite = StatuteBook.cite(
                    r.law().statute(), r.law().edition(), r.law().article());
            s.append("| %s | %s | %s | `%s` | %s |%n"
                    .formatted(r.id(), cite, r.law().text(), r.place(), String.join("、", testsOf(r.id(), tests))));
        }
        s.append("\n## 本产品口径（不是法律，可由法院配置）\n\n| 规则 | 内容 | 代码 |\n|---|---|---|\n");
        practices().forEach(p -> s.append("| %s | %s | `%s` |%n".formatted(p.id(), p.text(), p.place())));
        return s.toString();
    }

    private static List<Path> testFiles() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.filter(
                            p -> p.toString().endsWith(".java") || p.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> testsOf(String id, List<Path> tests) throws IOException {
        Pattern word = Pattern.compile("(?<![A-Z0-9-])" + Pattern.quote(id) + "(?![0-9])");
        Set<String> names = new TreeSet<>();
        for (Path test : tests) {
            if (word.matcher(Files.readString(test)).find()) {
                names.add(test.getFileName().toString().replaceFirst("\\.java$", ""));
            }
        }
        return List.copyOf(names);
    }

    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        eachElement((place, element) -> {
            for (Law law : element.getAnnotationsByType(Law.class)) {
                rules.add(new Rule(law.id(), law, place));
            }
        });
        assertThat(rules).as("run after compile").isNotEmpty();
        rules.sort(Comparator.comparing(Rule::id).thenComparing(Rule::place));
        return rules;
    }

    private static List<LocalRule> practices() {
        List<LocalRule> rules = new ArrayList<>();
        eachElement((place, element) -> {
            Practice p = element.getAnnotation(Practice.class);
            if (p != null) {
                rules.add(new LocalRule(p.id(), p.text(), place));
            }
        });
        rules.sort(Comparator.comparing(LocalRule::id).thenComparing(LocalRule::place));
        return rules;
    }

    private interface Visitor {
        void visit(String place, AnnotatedElement element);
    }

    private static void eachElement(Visitor visitor) {
        try (Stream<Path> classes = Files.walk(CLASSES.resolve("cn/sunlit"))) {
            for (Path file : classes.filter(p -> p.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                String bytes = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
                if (!bytes.contains("cn/sunlit/kernel/Law") && !bytes.contains("cn/sunlit/kernel/Practice")) {
                    continue;
                }
                String name =
                        CLASSES.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
                Class<?> type = Class.forName(name, false, LawQuotationTest.class.getClassLoader());
                if (type == Law.class || type == Laws.class || type == Practice.class) {
                    continue;
                }
                String simple = name.substring("cn.sunlit.".length());
                visitor.visit(simple, type);
                Stream.of(type.getDeclaredMethods())
                        .filter(m -> !m.isSynthetic())
                        .sorted(Comparator.comparing(m -> m.getName()))
                        .forEach(m -> visitor.visit(simple + "#" + m.getName(), m));
                Stream.of(type.getDeclaredFields())
                        .sorted(Comparator.comparing(f -> f.getName()))
                        .forEach(f -> visitor.visit(simple + "#" + f.getName(), f));
            }
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
