package cn.sunlit.privacy;

import cn.sunlit.kernel.CannotStart;
import cn.sunlit.kernel.Expiring;
import cn.sunlit.statutes.StatuteBook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The one table of terms ({@code retention.txt}), each line with the module that lets the data go. */
@Component
class RetentionTable {

    private static final String FILE = "retention.txt";
    private static final String LAW = "个人信息保护法";

    /**
     * @param id empty for what is kept with the case file
     * @param keep null exactly there
     * @param from in words, from when the term is counted
     * @param citation of the article, {@code 个人信息保护法（2021）第十九条}
     * @param words of that article, as shipped
     * @param why in words, why so long and no longer
     */
    record Rule(String id, String what, @Nullable Period keep, String from, String citation, String words, String why) {

        boolean expires() {
            return keep != null;
        }

        String keepInWords() {
            if (keep == null) {
                return "随案卷保存";
            }
            return keep.getYears() > 0
                    ? keep.getYears() + "年"
                    : keep.toTotalMonths() > 0 ? keep.toTotalMonths() + "个月" : keep.getDays() + "日";
        }
    }

    private final List<Rule> rules;
    private final Map<String, Expiring> keepers;

    @Autowired
    RetentionTable(List<Expiring> keepers) {
        this(keepers, shipped());
    }

    RetentionTable(List<Expiring> keepers, String text) {
        this.keepers = keepers.stream().collect(Collectors.toMap(Expiring::id, Function.identity()));
        this.rules = read(text);
        Set<String> lines = expiring().stream().map(Rule::id).collect(Collectors.toCollection(TreeSet::new));
        if (lines.size() < expiring().size() || !lines.equals(this.keepers.keySet())) {
            throw new CannotStart(
                    "保存期限表与程序不符：表中为 %s，程序中为 %s，程序未启动。".formatted(lines, new TreeSet<>(this.keepers.keySet())));
        }
    }

    List<Rule> rules() {
        return rules;
    }

    /** Those whose data go by themselves. */
    final List<Rule> expiring() {
        return rules.stream().filter(Rule::expires).toList();
    }

    Expiring keeper(Rule rule) {
        return Objects.requireNonNull(keepers.get(rule.id()), rule.id());
    }

    private static List<Rule> read(String text) {
        List<Rule> rules = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                rules.add(rule(line));
            }
        }
        return List.copyOf(rules);
    }

    private static Rule rule(String line) {
        String[] parts = line.strip().startsWith("|") ? line.strip().split("\\|", -1) : line.split("\\|", -1);
        if (parts.length != 6) {
            throw new CannotStart("保存期限表的这一行应有六栏，程序未启动：" + line);
        }
        for (int i = 0; i < parts.length; i++) {
            parts[i] = parts[i].strip();
        }
        if (parts[0].isEmpty() != parts[2].isEmpty() || parts[1].isEmpty() || parts[5].isEmpty()) {
            throw new CannotStart("保存期限表的这一行缺少内容，程序未启动：" + line);
        }
        try {
            var statute = StatuteBook.shipped().newest(LAW).orElseThrow();
            int article = Integer.parseInt(parts[4]);
            String words = statute.articles().get(article);
            if (words == null) {
                throw new CannotStart("《%s》没有第%d条，程序未启动：%s".formatted(LAW, article, line));
            }
            return new Rule(
                    parts[0],
                    parts[1],
                    parts[2].isEmpty() ? null : Period.parse(parts[2]),
                    parts[3],
                    statute.cite(article),
                    words,
                    parts[5]);
        } catch (DateTimeParseException | NumberFormatException wrong) {
            throw new CannotStart("保存期限表的这一行期限或者条文号不正确（期限应如 P1D、P3Y），程序未启动：" + line, wrong);
        }
    }

    private static String shipped() {
        try (InputStream file = RetentionTable.class.getResourceAsStream(FILE)) {
            return new String(Objects.requireNonNull(file, FILE).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
