package cn.sunlit.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.http.MediaType;

/**
 * A list as a table for a spreadsheet. A cell is never a formula there, whatever a party calls itself.
 *
 * @param name of the sheet
 * @param rows as many cells each as there are headings
 */
public record Spreadsheet(String name, List<String> headings, List<List<String>> rows) {

    public static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    public Spreadsheet {
        headings = List.copyOf(headings);
        rows = List.copyOf(rows);
    }

    /** UTF-8 with its mark, which spreadsheets need to show Chinese. */
    public byte[] csv() {
        StringBuilder text = new StringBuilder("\uFEFF");
        try (CSVPrinter out = new CSVPrinter(text, CSVFormat.RFC4180)) {
            out.printRecord(headings);
            for (List<String> row : rows) {
                out.printRecord(row.stream().map(Spreadsheet::plain).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What a spreadsheet would take for a formula is text after an apostrophe. */
    private static String plain(String cell) {
        return !cell.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    /** Cells of a workbook are typed: a text is a text. */
    public byte[] xlsx() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(bytes, "Sunlit", "1.0")) {
            Worksheet sheet = book.newWorksheet(name);
            for (int column = 0; column < headings.size(); column++) {
                sheet.value(0, column, headings.get(column));
            }
            for (int row = 0; row < rows.size(); row++) {
                List<String> cells = rows.get(row);
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
