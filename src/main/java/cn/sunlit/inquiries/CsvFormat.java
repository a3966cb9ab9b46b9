package cn.sunlit.inquiries;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * CSV by RFC 4180 in UTF-8. A column bears the path of its field in the message, {@code subject.idNumber}; an answer has a line
 * for each asset, and one more for each further control that is already on an asset.
 */
final class CsvFormat implements FileFormat {

    private static final List<String> REQUEST = List.of(
            "requestId",
            "kind",
            "court",
            "caseNumber",
            "document",
            "subject.kind",
            "subject.name",
            "subject.idNumber",
            "reference",
            "asset.kind",
            "asset.key",
            "amount",
            "from",
            "to",
            "ruling",
            "notice",
            "original",
            "payTo.bank",
            "payTo.name",
            "payTo.account");

    private static final List<String> ASSET = List.of("kind", "title", "key", "nature", "balance", "available");
    private static final List<String> CONTROL = List.of("court", "caseNumber", "amount", "until");
    private static final List<String> NEEDED = List.of("requestId", "result");
    private static final Set<String> ANSWER = answer();
    private static final int LONGEST_CELL = 500;
    private static final String ORDER = "DONE|WAITING|FAILED";

    private static Set<String> answer() {
        Set<String> all = new LinkedHashSet<>(NEEDED);
        all.addAll(List.of("subject.name", "subject.idNumber", "amount", "rank", "to", "reason"));
        ASSET.forEach(field -> all.add("asset." + field));
        CONTROL.forEach(field -> all.add("control." + field));
        return all;
    }

    @Override
    public String ending() {
        return "csv";
    }

    @Override
    public byte[] write(List<JsonNode> requests) throws IOException {
        StringWriter text = new StringWriter();
        try (CSVPrinter out = new CSVPrinter(text, CSVFormat.RFC4180)) {
            out.printRecord(REQUEST);
            for (JsonNode request : requests) {
                out.printRecord(REQUEST.stream()
                        .map(column ->
                                request.at("/" + column.replace('.', '/')).asString(""))
                        .toList());
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<ObjectNode> read(byte[] file) throws Unreadable {
        Map<List<String>, List<Map<String, String>>> answers = new LinkedHashMap<>();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setAllowMissingColumnNames(false)
                .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
                .get();
        try (CSVParser lines = CSVParser.builder()
                .setReader(new StringReader(text(file)))
                .setFormat(format)
                .get()) {
            columns(lines.getHeaderNames());
            for (CSVRecord line : lines) {
                Map<String, String> cells = cells(line);
                // Lines that speak of different people are different answers, and each is judged by itself.
                answers.computeIfAbsent(
                                List.of(
                                        cells.getOrDefault("requestId", ""),
                                        cells.getOrDefault("subject.name", ""),
                                        cells.getOrDefault("subject.idNumber", ""),
                                        cells.getOrDefault("result", "")),
                                one -> new ArrayList<>())
                        .add(cells);
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            throw new Unreadable("不是约定的 CSV：表头重复、引号没有成对，或者引号后面有多余的字符");
        }
        return answers.values().stream().map(CsvFormat::answer).toList();
    }

    private static String text(byte[] file) throws Unreadable {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Unreadable("不是 UTF-8 编码");
        }
    }

    private static void columns(List<String> header) throws Unreadable {
        for (String column : NEEDED) {
            if (!header.contains(column)) {
                throw new Unreadable("表头缺少“%s”列".formatted(column));
            }
        }
        for (String column : header) {
            if (!ANSWER.contains(column)) {
                throw new Unreadable("表头中没有约定的列：" + brief(column));
            }
        }
    }

    private static Map<String, String> cells(CSVRecord line) throws Unreadable {
        if (!line.isConsistent()) {
            throw new Unreadable("第%d行的列数与表头不一致，文件可能在中间断开".formatted(line.getRecordNumber() + 1));
        }
        Map<String, String> cells = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : line.toMap().entrySet()) {
            if (each.getValue().length() > LONGEST_CELL) {
                throw new Unreadable("第%d行的“%s”过长".formatted(line.getRecordNumber() + 1, each.getKey()));
            }
            if (!each.getValue().isBlank()) {
                cells.put(each.getKey(), each.getValue().strip());
            }
        }
        return cells;
    }

    private static ObjectNode answer(List<Map<String, String>> lines) {
        Map<String, String> first = lines.getFirst();
        ObjectNode answer = Wire.JSON.createObjectNode();
        copy(first, "", List.of("requestId", "result", "amount", "to", "reason"), answer);
        String rank = first.get("rank");
        if (rank != null && rank.matches("\\d{1,3}")) {
            answer.put("rank", Integer.parseInt(rank));
        } else if (rank != null) {
            answer.put("rank", rank);
        }
        if (first.getOrDefault("result", "").matches(ORDER)) {
            copy(first, "asset.", List.of("key"), answer.putObject("asset"));
            return answer;
        }
        copy(first, "subject.", List.of("name", "idNumber"), answer.putObject("subject"));
        assets(lines, answer.putArray("assets"));
        return answer;
    }

    /** A line with another control of an asset adds it; a line that says all over again stands as the repetition it is. */
    private static void assets(List<Map<String, String>> lines, ArrayNode assets) {
        Map<ObjectNode, Set<ObjectNode>> controls = new LinkedHashMap<>();
        List<ObjectNode> repeated = new ArrayList<>();
        for (Map<String, String> line : lines) {
            ObjectNode asset = Wire.JSON.createObjectNode();
            copy(line, "asset.", ASSET, asset);
            ObjectNode control = Wire.JSON.createObjectNode();
            copy(line, "control.", CONTROL, control);
            if (asset.isEmpty() && control.isEmpty()) {
                continue;
            }
            boolean known = controls.containsKey(asset);
            Set<ObjectNode> on = controls.computeIfAbsent(asset, a -> new LinkedHashSet<>());
            boolean further = !control.isEmpty() && on.add(control);
            if (known && !further) {
                repeated.add(asset);
            }
        }
        controls.forEach((asset, on) -> assets.add(complete(asset, on)));
        repeated.forEach(asset -> assets.add(complete(asset, controls.getOrDefault(asset, Set.of()))));
    }

    private static ObjectNode complete(ObjectNode asset, Set<ObjectNode> controls) {
        ObjectNode whole = asset.deepCopy();
        if (!controls.isEmpty()) {
            controls.forEach(whole.putArray("controls")::add);
        }
        return whole;
    }

    private static void copy(Map<String, String> cells, String prefix, List<String> fields, ObjectNode into) {
        for (String field : fields) {
            String value = cells.get(prefix + field);
            if (value != null) {
                into.put(field, value);
            }
        }
    }

    static String brief(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
