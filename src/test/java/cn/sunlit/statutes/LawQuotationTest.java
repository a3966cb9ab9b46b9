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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
            for (int at = 0; at < text.length(); at++) {
                if (Character.isWhitespace(text.charAt(at))) {
                    continue;
                }
                char other = text.charAt(at) == '某' ? '甲' : '某';
                String mutated = text.substring(0, at) + other + text.substring(at + 1);
                assertThat(fault(
                                rule.law().statute(),
                                rule.law().edition(),
                                rule.law().article(),
                                mutated))
                        .as(rule.id() + "：" + mutated)
                        .isPresent();
            }
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
        List<TestCases> tests = tests();
        List<String> untested = new ArrayList<>();
        for (Rule rule : rules()) {
            if (rows(rule.id(), tests).isEmpty()) {
                untested.add(rule.id() + " " + rule.place());
            }
        }
        assertThat(untested).isEmpty();
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

                | 规则 | 条文 | 原文 | 代码 | 测试的行 |
                |---|---|---|---|---|
                """);
        List<TestCases> tests = tests();
        for (Rule r : rules()) {
            String cite = StatuteBook.cite(
                    r.law().statute(), r.law().edition(), r.law().article());
            s.append("| %s | %s | %s | `%s` | %s |%n"
                    .formatted(r.id(), cite, r.law().text(), r.place(), rows(r.id(), tests)));
        }
        s.append("\n## 本产品口径（不是法律）\n\n可由法院设定的写明默认值和范围，按生效日期设定，见 `PracticeNumber`。\n\n"
                + "| 规则 | 内容 | 代码 | 测试的行 | 可设定 |\n|---|---|---|---|---|\n");
        practices()
                .forEach(p -> s.append("| %s | %s | `%s` | %s | %s |%n"
                        .formatted(p.id(), p.text(), p.place(), rows(p.id(), tests), settable(p.id()))));
        return s.toString();
    }

    private static String settable(String rule) {
        return Stream.of(PracticeNumber.values())
                .filter(n -> n.rule().equals(rule))
                .map(n -> "%s（默认%d，%d至%d）".formatted(n.name(), n.standard(), n.min(), n.max()))
                .collect(Collectors.joining("、"));
    }

    /** The cases of one test file that name each rule. */
    private record TestCases(String file, String text) {

        private static final Pattern METHOD = Pattern.compile("^    .*?(?:void|Stream<Arguments>) (\\S+?)\\(.*");

        /** The rows of tables and the names of tests in which the rule stands, in order. */
        Set<String> of(String id) {
            Set<String> cases = new LinkedHashSet<>();
            // Most files name none of the rules, and looking for plain words is much cheaper than a pattern.
            if (!text.contains(id)) {
                return cases;
            }
            Pattern rule = Pattern.compile("(?<![A-Z0-9-])" + Pattern.quote(id) + "(?![0-9])");
            List<String> table = new ArrayList<>();
            Set<String> rowsOfRule = new LinkedHashSet<>();
            boolean inTable = false;
            String method = "";
            for (String line : text.lines().toList()) {
                if (inTable && line.contains("\"\"\"")) {
                    inTable = false;
                } else if (inTable) {
                    table.add(line.strip());
                    if (rule.matcher(line).find()) {
                        rowsOfRule.add(label(line.strip(), rule));
                    }
                } else if (line.contains("textBlock = \"\"\"")) {
                    inTable = true;
                    table.clear();
                }
                Matcher m = METHOD.matcher(line);
                if (!inTable && m.matches()) {
                    method = m.group(1);
                    cases.addAll(rowsOfRule);
                    rowsOfRule.clear();
                    if (rule.matcher(line).find()) {
                        if (table.isEmpty() || table.getFirst().startsWith("规则")) {
                            cases.add(method);
                        } else {
                            table.forEach(row -> cases.add(row.split("\\|")[0].strip()));
                        }
                    }
                    table.clear();
                } else if (!inTable && rule.matcher(line).find()) {
                    cases.add(
                            method.isEmpty()
                                    ? line.strip().split("[,\"]+")[line.strip().startsWith("\"") ? 1 : 0]
                                    : method);
                }
            }
            cases.addAll(rowsOfRule);
            return cases;
        }

        /** A row is named by the cell after the rule, or by its first. */
        private static String label(String row, Pattern rule) {
            String[] cells = row.split("\\|");
            return cells.length > 1 && rule.matcher(cells[0]).find() ? cells[1].strip() : cells[0].strip();
        }
    }

    private static List<TestCases> tests() throws IOException {
        List<TestCases> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(TESTS)) {
            for (Path p : files.filter(
                            f -> f.toString().endsWith(".java") || f.toString().endsWith(".csv"))
                    .sorted()
                    .toList()) {
                tests.add(new TestCases(p.getFileName().toString().replaceFirst("\\.java$", ""), Files.readString(p)));
            }
        }
        return tests;
    }

    /** {@code WorkedExamplesTest：FEE-01、FEE-02；FilingTest：执行费}, empty where no test names the rule. */
    private static String rows(String id, List<TestCases> tests) {
        return tests.stream()
                .map(t -> Map.entry(t.file(), t.of(id)))
                .filter(e -> !e.getValue().isEmpty())
                .map(e -> e.getKey() + "：" + String.join("、", e.getValue()))
                .collect(Collectors.joining("；"));
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
