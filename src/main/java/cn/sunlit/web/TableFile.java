package cn.sunlit.web;

import cn.sunlit.kernel.Problem;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a table that somebody hands in apart into rows of cells: CSV (UTF-8 or GB18030) and XLSX. Streams; what is too long, too
 * many or not of its format is named and never swallowed.
 */
public final class TableFile {

    /** Opens the bytes; may be called more than once. */
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }

    /** Takes the table as it is read. */
    public interface Sink {

        /** @throws Problem.Invalid where these are not the columns that are wanted */
        void headings(List<String> headings);

        /** @param number counts from 1, the heading not counted; rows without any text are left out */
        void row(int number, List<String> cells);

        /** A row that cannot even be read. */
        void broken(int number, String reason);
    }

    public static final int MOST_ROWS = 100_000;
    private static final int LONGEST_LINE = 1_000_000;
    private static final long MOST_BYTES_UNPACKED = 400_000_000L;
    private static final int MOST_COLUMNS = 1_000;
    private static final int MOST_SHARED_STRINGS = 2_000_000;
    private static final int MOST_SHARED_TEXT = 30_000_000;
    private static final Logger LOG = LoggerFactory.getLogger(TableFile.class);
    private static final Charset GB18030 = Charset.forName("GB18030");

    private TableFile() {}

    /** Whether this is a table by its name; see {@link #read}. */
    public static boolean isTable(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".xlsx") || lower.endsWith(".csv") || lower.endsWith(".txt");
    }

    /**
     * @param name the file's name, by whose ending the format is known
     * @throws Problem.Invalid where it is no such file
     */
    public static void read(String name, Source file, Sink sink) throws IOException {
        if (isWorkbook(name, file)) {
            sheet(file, sink);
        } else if (isTable(name)) {
            table(file, sink);
        } else {
            throw new Problem.Invalid("file", "不认识这种文件，请上传 .csv 或者 .xlsx 文件");
        }
    }

    /** Whether it is a workbook; what is empty, of the old format, or another thing than its name says, is refused. */
    public static boolean isWorkbook(String name, Source file) throws IOException {
        byte[] head;
        try (InputStream in = file.open()) {
            head = in.readNBytes(8);
        }
        if (head.length == 0) {
            throw new Problem.Invalid("file", "文件是空的");
        }
        head = Arrays.copyOf(head, 8);
        boolean zipped = ReadableWorkbook.isOOXMLZipHeader(head);
        if (ReadableWorkbook.isOLE2Header(head)) {
            throw new Problem.Invalid("file", "不能读取旧版 .xls 或者加密的工作簿，请另存为 .xlsx");
        }
        boolean workbook = name.toLowerCase(Locale.ROOT).endsWith(".xlsx");
        if (workbook && !zipped) {
            throw new Problem.Invalid("file", "文件名是 .xlsx，内容却不是 Excel 工作簿");
        }
        if (!workbook && zipped) {
            throw new Problem.Invalid("file", "文件内容是压缩包，请上传 .jsonl、.csv 或者 .xlsx 文件");
        }
        return workbook;
    }

    // CSV

    private static void table(Source file, Sink sink) throws IOException {
        Charset charset = charset(file);
        char delimiter = delimiter(file, charset);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(true)
                .get();
        int number = 0;
        boolean headed = false;
        try (var text = new BoundedRows(reader(file, charset));
                CSVParser records =
                        CSVParser.builder().setReader(text).setFormat(format).get()) {
            Iterator<CSVRecord> rows = records.iterator();
            if (!rows.hasNext()) {
                throw new Problem.Invalid("file", "文件是空的");
            }
            headings(cells(rows.next()), sink);
            headed = true;
            text.nextRow();
            while (rows.hasNext()) {
                number++;
                if (tooMany(number, sink)) {
                    return;
                }
                row(number, cells(rows.next()), sink);
                text.nextRow();
            }
        } catch (RowTooLong e) {
            String reason = "这一行过长（超过%d字），请检查引号是否成对".formatted(LONGEST_LINE);
            if (!headed) {
                throw new Problem.Invalid("file", "表头" + reason);
            }
            sink.broken(number + 1, reason + "；从这一行起没有导入");
        } catch (UncheckedIOException | IllegalStateException e) {
            sink.broken(number + 1, "从这一行起无法读取：引号没有成对，或者引号后面有多余的字符");
        }
    }

    private static final class RowTooLong extends RuntimeException {
        private RowTooLong() {
            super("a row longer than may be held in memory");
        }
    }

    /** A quote that is never closed makes one cell of a whole file: what is read of one row has an end. */
    private static final class BoundedRows extends FilterReader {
        private int read;

        BoundedRows(Reader in) {
            super(in);
        }

        void nextRow() {
            read = 0;
        }

        @Override
        public int read() throws IOException {
            int c = super.read();
            count(1);
            return c;
        }

        @Override
        public int read(char[] into, int from, int most) throws IOException {
            int got = super.read(into, from, most);
            count(got);
            return got;
        }

        private void count(int characters) {
            read += characters;
            if (read > LONGEST_LINE) {
                throw new RowTooLong();
            }
        }
    }

    private static void row(int number, List<String> cells, Sink sink) {
        if (!cells.stream().allMatch(String::isBlank)) {
            sink.row(number, cells);
        }
    }

    private static void headings(List<String> headings, Sink sink) {
        if (headings.size() > MOST_COLUMNS) {
            throw new Problem.Invalid("file", "列数过多（超过%d列）".formatted(MOST_COLUMNS));
        }
        sink.headings(headings);
    }

    private static List<String> cells(CSVRecord row) {
        return row.stream().toList();
    }

    /** UTF-8 when the whole file is, else GB18030, as Chinese Excel writes it; a name with a damaged letter is nobody's name. */
    private static Charset charset(Source file) throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_8, GB18030)) {
            if (decodes(file, charset)) {
                return charset;
            }
        }
        throw new Problem.Invalid("file", "文件既不是 UTF-8 也不是 GB18030 编码，或者有损坏的字，请重新另存为 CSV UTF-8 或者 .xlsx");
    }

    private static boolean decodes(Source file, Charset charset) throws IOException {
        try (Reader all = new InputStreamReader(
                file.open(),
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT))) {
            char[] buffer = new char[1 << 14];
            int read;
            do {
                // Only whether it decodes matters.
                read = all.read(buffer);
            } while (read >= 0);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static Reader reader(Source file, Charset charset) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(file.open(), charset), 1 << 16);
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    private static char delimiter(Source file, Charset charset) throws IOException {
        try (Reader text = reader(file, charset)) {
            char[] head = new char[4096];
            int length = Math.max(0, text.read(head));
            String first = new String(head, 0, length).lines().findFirst().orElse("");
            return first.indexOf('\t') >= 0 && first.indexOf(',') < 0
                    ? '\t'
                    : first.indexOf(';') >= 0 && first.indexOf(',') < 0 ? ';' : ',';
        }
    }

    // XLSX

    private static void sheet(Source file, Sink sink) throws IOException {
        Path copy = Files.createTempFile("import", ".xlsx");
        try {
            try (InputStream in = file.open()) {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            notTooBig(copy);
            sheet(copy, sink);
        } catch (ExcelReaderException | Unreadable | ZipException e) {
            throw new Problem.Invalid("file", "工作簿无法读取，请在 Excel 中另存为新的 .xlsx 后重试");
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static void sheet(Path copy, Sink sink) throws IOException {
        try (ReadableWorkbook book = new ReadableWorkbook(copy.toFile(), new ReadingOptions(true, false));
                Stream<Row> rows = book.getFirstSheet().openStream()) {
            Iterator<Row> each = rows.iterator();
            List<String> cells = next(each);
            if (cells == null) {
                throw new Problem.Invalid("file", "工作簿的第一张表是空的");
            }
            headings(cells, sink);
            for (int number = 1; ; number++) {
                try {
                    cells = next(each);
                } catch (Unreadable e) {
                    LOG.debug("an imported workbook breaks at row {}", number, e);
                    sink.broken(number, "从这一行起无法读取，请在 Excel 中另存为新的 .xlsx 后重试");
                    return;
                }
                if (cells == null || tooMany(number, sink)) {
                    return;
                }
                row(number, cells, sink);
            }
        }
    }

    /** The next row of a workbook, or null after the last. */
    private static @Nullable List<String> next(Iterator<Row> rows) throws Unreadable {
        try {
            return rows.hasNext() ? cells(rows.next()) : null;
        } catch (ExcelReaderException
                | IllegalArgumentException
                | IllegalStateException
                | IndexOutOfBoundsException
                | ArithmeticException
                | DateTimeException e) {
            throw new Unreadable(e);
        }
    }

    /** What the library says to a row against the format: a number that is none, a text that is not in the table of texts. */
    private static final class Unreadable extends IOException {
        private Unreadable(RuntimeException cause) {
            super(cause);
        }
    }

    /**
     * A small zip file can unpack to anything, and a cell can say that it stands in column two hundred million: what the
     * library would hold in memory is measured first, by the same parser.
     */
    private static void notTooBig(Path copy) throws IOException {
        try (ZipFile zip = new ZipFile(copy.toFile())) {
            long unpacked = 0;
            byte[] buffer = new byte[1 << 16];
            for (Iterator<? extends ZipEntry> entries = zip.entries().asIterator(); entries.hasNext(); ) {
                try (var in = new Unpacked(zip.getInputStream(entries.next()), unpacked)) {
                    measure(in);
                    int read;
                    do {
                        // Only how much there is matters.
                        read = in.read(buffer);
                    } while (read >= 0);
                    unpacked = in.unpacked;
                }
            }
        }
    }

    /** Counts what comes out of the archive; what it declares is not believed. */
    private static final class Unpacked extends FilterInputStream {
        private long unpacked;

        Unpacked(InputStream in, long before) {
            super(in);
            this.unpacked = before;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int got = super.read(into, from, most);
            unpacked += Math.max(0, got);
            if (unpacked > MOST_BYTES_UNPACKED) {
                throw new Problem.Invalid("file", "工作簿解压后过大，请拆分后导入");
            }
            return got;
        }
    }

    private static void measure(InputStream part) throws IOException {
        int strings = 0;
        long shared = 0;
        long inCell = 0;
        boolean sharing = false;
        try {
            XMLStreamReader xml = new InputFactoryImpl().createXMLStreamReader(part);
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.DTD) {
                    throw new Problem.Invalid("file", "工作簿中含有外部定义（DOCTYPE），不予读取，请在 Excel 中另存为新的 .xlsx 后重试");
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    String element = xml.getLocalName();
                    if (element.equals("si") || element.equals("c")) {
                        inCell = 0;
                        sharing = element.equals("si");
                        strings += sharing ? 1 : 0;
                        String at = xml.getAttributeValue(null, "r");
                        if (at != null && !at.matches("[A-Z]{1,3}[1-9][0-9]{0,6}")) {
                            throw new Problem.Invalid("file", "工作簿中有单元格的位置不正确，请在 Excel 中另存为新的 .xlsx 后重试");
                        }
                    }
                } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                    inCell += xml.getTextLength();
                    shared += sharing ? xml.getTextLength() : 0;
                    if (inCell > LONGEST_LINE) {
                        throw new Problem.Invalid("file", "工作簿中有单元格过长（超过%d字）".formatted(LONGEST_LINE));
                    }
                }
                if (strings > MOST_SHARED_STRINGS || shared > MOST_SHARED_TEXT) {
                    throw new Problem.Invalid("file", "工作簿中的文字过多，请拆分后导入");
                }
            }
        } catch (XMLStreamException notXml) {
            LOG.debug("a part of a workbook is no XML: a picture, or the reader will say so", notXml);
        }
    }

    private static List<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < Math.min(row.getCellCount(), MOST_COLUMNS + 1); i++) {
            cells.add(row.getOptionalCell(i).map(TableFile::text).orElse(""));
        }
        return cells;
    }

    private static String text(Cell cell) {
        if (cell.getType() == CellType.NUMBER) {
            String format = cell.getDataFormatString();
            if (format != null && format.matches(".*[ymd年月日].*") && !format.contains("0")) {
                return cell.asDate().toLocalDate().toString();
            }
            BigDecimal number = cell.asNumber();
            if (Math.abs((long) number.scale()) > 400) {
                // Written out, 1E999999999 would fill the memory.
                return number.toString();
            }
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        return cell.getType() == CellType.BOOLEAN ? String.valueOf(cell.asBoolean()) : cell.getText();
    }

    /** What came before is taken by then: the rest is left, and said. */
    private static boolean tooMany(int number, Sink sink) {
        if (number > MOST_ROWS) {
            sink.broken(number, "行数过多（超过%d行），从这一行起没有导入，请拆分后导入".formatted(MOST_ROWS));
            return true;
        }
        return false;
    }
}
