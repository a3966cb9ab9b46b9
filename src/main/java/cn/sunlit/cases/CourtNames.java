package cn.sunlit.cases;

import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Codes of courts that stand in imported files by name alone. The table {@code court-names.csv} is a help for migration,
 * not the register of courts.
 */
@Component
class CourtNames {

    private static final Pattern IN_NUMBER =
            Pattern.compile("（\\d{4}）(最高法|[京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新兵](?:\\d{4}|\\d{2})?)执(?!字).*");

    private final Map<String, CourtCode> codes;

    CourtNames() {
        codes = load();
    }

    Optional<CourtCode> code(String name) {
        return Optional.ofNullable(codes.get(name));
    }

    Optional<String> name(CourtCode code) {
        return codes.entrySet().stream()
                .filter(e -> e.getValue().equals(code))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** 海南省高级人民法院（后指定海南一中院） without its remark. */
    static String withoutRemark(String name) {
        return name.replaceAll("[（(].*", "").strip();
    }

    /** The court that a number names, also one with 之一 or several running numbers; none in an old one (字第). */
    static Optional<CourtCode> inNumber(CaseNumber number) {
        Matcher m = IN_NUMBER.matcher(number.text());
        return m.matches() ? Optional.of(CourtCode.parse(m.group(1))) : Optional.empty();
    }

    private static Map<String, CourtCode> load() {
        Map<String, CourtCode> codes = new HashMap<>();
        try (InputStream in = CourtNames.class.getResourceAsStream("/cn/sunlit/cases/court-names.csv")) {
            if (in == null) {
                throw new IllegalStateException("court-names.csv is missing");
            }
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            lines.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).forEach(line -> {
                String[] cells = line.split(",", -1);
                codes.put(cells[1], CourtCode.parse(cells[0]));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return codes;
    }
}
