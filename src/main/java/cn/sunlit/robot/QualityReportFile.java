package cn.sunlit.robot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A month's report as a table for a spreadsheet: names are text, figures are numbers. */
final class QualityReportFile {

    private QualityReportFile() {}

    private static List<String> headings() {
        List<String> all = new ArrayList<>(List.of("协助单位", "请求", "已反馈", "查无", "按时反馈"));
        Arrays.stream(Fault.values()).map(Fault::zh).forEach(all::add);
        all.add("自动补查");
        return all;
    }

    private static List<Long> figures(Figures line) {
        List<Long> all = new ArrayList<>(List.of(line.total(), line.answered(), line.empty(), line.inTime()));
        Arrays.stream(Fault.values()).map(line::of).forEach(all::add);
        all.add(line.again());
        return all;
    }

    /** UTF-8 with its mark, which spreadsheets need to show Chinese. */
    static byte[] csv(List<Figures> lines) {
        StringBuilder text = new StringBuilder("\uFEFF");
        try (CSVPrinter out = new CSVPrinter(text, CSVFormat.RFC4180)) {
            out.printRecord(headings());
            for (Figures line : lines) {
                List<Object> cells = new ArrayList<>(List.of(line.name()));
                cells.addAll(figures(line));
                out.printRecord(cells);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] xlsx(List<Figures> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(bytes, "Sunlit", "1.0")) {
            Worksheet sheet = book.newWorksheet("查询质量月报");
            List<String> headings = headings();
            for (int column = 0; column < headings.size(); column++) {
                sheet.value(0, column, headings.get(column));
            }
            for (int row = 0; row < lines.size(); row++) {
                sheet.value(row + 1, 0, lines.get(row).name());
                List<Long> figures = figures(lines.get(row));
                for (int column = 0; column < figures.size(); column++) {
                    sheet.value(row + 1, column + 1, figures.get(column));
                }
            }
            sheet.freezePane(1, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
