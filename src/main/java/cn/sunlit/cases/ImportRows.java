package cn.sunlit.cases;

import cn.sunlit.kernel.Problem;
import cn.sunlit.web.TableFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes a file apart into rows, each as the JSON of a filing: JSON Lines, CSV (UTF-8 or GB18030) and XLSX. Streams; what
 * is too long, too many or not of its format is named and never swallowed.
 */
final class ImportRows {

    /** Takes the rows as they are read. */
    interface Sink {
        /**
         * @param number counts from 1, a table's heading not counted
         * @param characters how long the row is in the file
         */
        void row(int number, JsonNode json, int characters);

        /** A row that cannot even be read. */
        void broken(int number, String field, String reason);
    }

    static final int MOST_ROWS = TableFile.MOST_ROWS;
    private static final int LONGEST_LINE = 1_000_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ImportRows() {}

    static void read(ImportFile file, Sink sink) throws IOException {
        String name = file.name().toLowerCase(Locale.ROOT);
        boolean workbook = TableFile.isWorkbook(name, file.content()::open);
        if (workbook || TableFile.isTable(name)) {
            TableFile.read(name, file.content()::open, new Filings(sink));
        } else if (name.endsWith(".jsonl") || name.endsWith(".ndjson") || name.endsWith(".json")) {
            lines(file, sink);
        } else {
            throw new Problem.Invalid("file", "不认识这种文件，请上传 .jsonl、.csv 或者 .xlsx 文件");
        }
    }

    /** The rows of a table, each as the JSON of a filing. */
    private static final class Filings implements TableFile.Sink {

        private final Sink sink;
        private @Nullable FlatColumns columns;

        Filings(Sink sink) {
            this.sink = sink;
        }

        @Override
        public void headings(List<String> headings) {
            List<String> unknown = new ArrayList<>();
            columns = FlatColumns.of(headings, unknown);
            if (!unknown.isEmpty()) {
                throw new Problem.Invalid(unknown.stream()
                        .map(u -> new Problem.FieldError("file", u))
                        .toList());
            }
        }

        @Override
        public void row(int number, List<String> cells) {
            FlatColumns known = Objects.requireNonNull(columns, "headings come first");
            if (known.overflows(cells)) {
                sink.broken(number, "", "这一行的列数比表头多，请检查是否有未加引号的逗号");
                return;
            }
            sink.row(
                    number,
                    known.json(cells),
                    cells.stream().mapToInt(String::length).sum());
        }

        @Override
        public void broken(int number, String reason) {
            sink.broken(number, "", reason);
        }
    }

    // JSON Lines

    private static void lines(ImportFile file, Sink sink) throws IOException {
        try (InputStream in = new BufferedInputStream(file.content().open(), 1 << 16)) {
            int number = 0;
            Line line = nextLine(in);
            for (; line != null; line = nextLine(in)) {
                number++;
                if (tooMany(number, sink)) {
                    return;
                }
                line(number, line, sink);
            }
        }
    }

    private static void line(int number, Line line, Sink sink) {
        if (line.tooLong()) {
            sink.broken(number, "", "这一行过长（超过%d字节）".formatted(LONGEST_LINE));
            return;
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(line.bytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            sink.broken(number, "", "这一行不是有效的 UTF-8 文字，请检查文件编码");
            return;
        }
        if (number == 1 && text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        if (text.isBlank()) {
            return;
        }
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JacksonException e) {
            sink.broken(
                    number,
                    "",
                    e.getLocation() == null
                            ? "这一行嵌套过深或者内容过长"
                            : "这一行不是有效的 JSON（第%d个字符附近）"
                                    .formatted(Math.max(1, e.getLocation().getColumnNr())));
            return;
        }
        sink.row(number, json, text.length());
    }

    private record Line(byte[] bytes, boolean tooLong) {}

    private static @Nullable Line nextLine(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream(1024);
        boolean tooLong = false;
        int b = in.read();
        if (b < 0) {
            return null;
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (bytes.size() < LONGEST_LINE) {
                bytes.write(b);
            } else {
                tooLong = true;
            }
        }
        return new Line(bytes.toByteArray(), tooLong);
    }

    /** What came before is taken by then: the rest is left, and said. */
    private static boolean tooMany(int number, Sink sink) {
        if (number > MOST_ROWS) {
            sink.broken(number, "", "行数过多（超过%d行），从这一行起没有导入，请拆分后导入".formatted(MOST_ROWS));
            return true;
        }
        return false;
    }
}
