package cn.sunlit.desk;

import cn.sunlit.web.Show;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** List three as a table for a spreadsheet. A cell is never a formula there, whatever a party calls itself. */
final class ListThreeFile {

    private static final List<String> HEADINGS =
            List.of("灯", "最迟", "节点", "名称", "阶段", "案号", "当事人", "承办人", "开始", "期限的效力层级");

    private ListThreeFile() {}

    private static List<String> cells(ListThree.Line line) {
        return List.of(
                line.alert().zh(),
                line.dueOn() == null ? "" : line.dueOn().toString(),
                line.code(),
                Show.zh(line.name()),
                line.stage(),
                line.number().text(),
                line.caption(),
                line.owner(),
                line.startedOn().toString(),
                line.authority());
    }

    /** UTF-8 with its mark, which spreadsheets need to show Chinese. */
    static byte[] csv(List<ListThree.Line> lines) {
        StringBuilder text = new StringBuilder("\uFEFF");
        try (CSVPrinter out = new CSVPrinter(text, CSVFormat.RFC4180)) {
            out.printRecord(HEADINGS);
            for (ListThree.Line line : lines) {
                out.printRecord(cells(line).stream().map(ListThreeFile::plain).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What a spreadsheet would take for a formula is text after an apostrophe. */
    static String plain(String cell) {
        return !cell.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    /** Cells of a workbook are typed: a text is a text. */
    static byte[] xlsx(List<ListThree.Line> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(bytes, "Sunlit", "1.0")) {
            Worksheet sheet = book.newWorksheet("流程管理清单");
            for (int column = 0; column < HEADINGS.size(); column++) {
                sheet.value(0, column, HEADINGS.get(column));
            }
            for (int row = 0; row < lines.size(); row++) {
                List<String> cells = cells(lines.get(row));
                for (int column = 0; column < cells.size(); column++) {
                    sheet.value(row + 1, column, cells.get(column));
                }
            }
            sheet.freezePane(0, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
