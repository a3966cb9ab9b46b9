package cn.sunlit.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.kernel.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files taken apart into rows, without a database. */
class ImportRowsTest {

    @Test
    void 工作簿的日期和数字单元格() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "test", "1.0")) {
            var sheet = book.newWorksheet("案件");
            sheet.value(0, 0, "法院");
            sheet.value(0, 1, "立案日期");
            sheet.value(0, 2, "给付1本金");
            sheet.value(0, 3, "涉民生");
            sheet.value(1, 0, "鄂1125");
            sheet.value(1, 1, LocalDate.of(2019, 5, 6));
            sheet.style(1, 1).format("yyyy-mm-dd").set();
            sheet.value(1, 2, 330000.5);
            sheet.value(1, 3, "是");
        }

        assertThat(rows("a.xlsx", bytes.toByteArray()))
                .containsExactly(
                        "1 {\"court\":\"鄂1125\",\"filedOn\":\"2019-05-06\",\"obligations\":[{\"principal\":\"330000.5\"}],\"livelihood\":true}");
    }

    @Test
    void 表头可以是字段路径_空单元格不填_空行跳过() throws IOException {
        assertThat(rows("a.csv", "\uFEFFcourt,applicants[0].name,applicants[1].name\n鄂1125,甲,\n,,\n鄂11,,乙\n"))
                .containsExactly(
                        "1 {\"court\":\"鄂1125\",\"applicants\":[{\"name\":\"甲\"}]}",
                        "3 {\"court\":\"鄂11\",\"applicants\":[{},{\"name\":\"乙\"}]}");
    }

    @Test
    void 国标编码的表格() throws IOException {
        assertThat(rows("a.csv", "法院,案由\n鄂1125,民间借贷\n".getBytes(Charset.forName("GB18030"))))
                .containsExactly("1 {\"court\":\"鄂1125\",\"cause\":\"民间借贷\"}");
    }

    @Test
    void 引号没有成对() throws IOException {
        assertThat(rows("a.csv", "法院,案由\n鄂1125,\"民间\n鄂11,x\n")).containsExactly("1 !从这一行起无法读取：引号没有成对，或者引号后面有多余的字符");
    }

    @Test
    void 列比表头多() throws IOException {
        assertThat(rows("a.csv", "法院,案由\n鄂1125,a,b\n")).containsExactly("1 !这一行的列数比表头多，请检查是否有未加引号的逗号");
    }

    @Test
    void 坏行各报各的_不是UTF8_过长_重复字段() throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("{\"court\":\"鄂1125\"}\n".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("{\"court\":\"鄂1125\"}\n".getBytes(Charset.forName("GB18030")));
        bytes.writeBytes(("{\"cause\":\"" + "长".repeat(400_000) + "\"}\n").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("{\"a\":1,\"a\":2}\n".getBytes(StandardCharsets.UTF_8));
        assertThat(rows("a.jsonl", bytes.toByteArray()))
                .satisfiesExactly(
                        r -> assertThat(r).isEqualTo("1 {\"court\":\"鄂1125\"}"),
                        r -> assertThat(r).startsWith("2 !这一行不是有效的 UTF-8"),
                        r -> assertThat(r).startsWith("3 !这一行过长"),
                        r -> assertThat(r).startsWith("4 !这一行不是有效的 JSON"));
    }

    @Test
    void 表头不认识或者重复() {
        assertThatThrownBy(() -> rows("a.csv", "法院,颜色,法院\n"))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        e -> assertThat(e.errors())
                                .extracting(Problem.FieldError::message)
                                .containsExactly("文件中的“颜色”一列不在模板之内，请对照模板", "“法院”这一列出现了两次"));
    }

    @Test
    void 模板的每一列都认识() {
        List<String> unknown = new ArrayList<>();
        FlatColumns.of(FlatColumns.template(), unknown);
        assertThat(unknown).isEmpty();
    }

    @Test
    void 一格五十兆_一行一百万列_表头一百万列_都有尽头() throws IOException {
        assertThat(rows("a.csv", "法院,案由\n鄂1125,甲\n鄂1125,\"" + "长\n".repeat(8_000_000)))
                .containsExactly("1 {\"court\":\"鄂1125\",\"cause\":\"甲\"}", "2 !这一行过长（超过1000000字），请检查引号是否成对；从这一行起没有导入");
        assertThat(rows("a.csv", "法院,案由\n" + "x,".repeat(400_000) + "\n鄂1125,甲\n"))
                .containsExactly("1 !这一行的列数比表头多，请检查是否有未加引号的逗号", "2 {\"court\":\"鄂1125\",\"cause\":\"甲\"}");
        assertThatThrownBy(() -> rows("a.csv", "法院,".repeat(300_000)))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("列数过多");
        assertThatThrownBy(() -> rows("a.csv", "法院,".repeat(4_000_000)))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining("表头这一行过长");
    }

    @Test
    void 炸弹工作簿_外部实体_离谱的位置_一律用中文拒绝() throws IOException {
        String cell =
                "<worksheet><sheetData><row r=\"1\"><c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c></row></sheetData></worksheet>";
        refused(cell.formatted("A1", "x".repeat(30_000_000)), "单元格过长");
        refused(cell.formatted("ZZZZZZ1", "法院"), "位置不正确");
        refused("<!DOCTYPE w [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + cell.formatted("A1", "&e;"), "DOCTYPE");
        refused("<sst>" + "<si/>".repeat(2_100_000) + "</sst>", "文字过多");
    }

    @Test
    void 工作簿中途损坏_之前的行照常_从坏行起说明() throws IOException {
        String head = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                + "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>法院</t></is></c></row>"
                + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>鄂1125</t></is></c></row>";
        for (String broken : List.of(
                "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>第一</v></c></row>",
                "<row r=\"3\"><c r=\"A3\"><v>1.2.3</v></c></row>",
                "<row r=\"三\"><c r=\"A3\"><v>1</v></c></row>",
                "<row r=\"3\"><c r=\"A3\" s=\"x\"><v>1</v></c></row>")) {
            assertThat(rows("a.xlsx", workbook(head + broken + "</sheetData></worksheet>")))
                    .as(broken)
                    .containsExactly("1 {\"court\":\"鄂1125\"}", "2 !从这一行起无法读取，请在 Excel 中另存为新的 .xlsx 后重试");
        }
    }

    @Test
    void 超过十万行的部分不读() throws IOException {
        List<String> rows = rows("a.csv", "法院\n" + "鄂1125\n".repeat(100_003));
        assertThat(rows).hasSize(100_001);
        assertThat(rows.getLast()).isEqualTo("100001 !行数过多（超过100000行），从这一行起没有导入，请拆分后导入");
    }

    private static void refused(String sheet, String because) throws IOException {
        byte[] book = workbook(sheet);
        assertThatThrownBy(() -> rows("a.xlsx", book))
                .isInstanceOf(Problem.Invalid.class)
                .hasMessageContaining(because)
                .hasMessageMatching(".*[\\u4e00-\\u9fa5]{3}.*");
    }

    /** A workbook one of whose sheets is replaced; it packs to some kilobytes. */
    private static byte[] workbook(String sheet) throws IOException {
        var plain = new ByteArrayOutputStream();
        try (var book = new Workbook(plain, "test", "1.0")) {
            book.newWorksheet("案件").value(0, 0, "法院");
        }
        Path book = Files.write(Files.createTempFile("book", ".zip"), plain.toByteArray());
        var packed = new ByteArrayOutputStream();
        try (var parts = new ZipFile(book.toFile());
                var out = new ZipOutputStream(packed)) {
            for (ZipEntry entry : Collections.list(parts.entries())) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(
                        entry.getName().endsWith("sheet1.xml")
                                ? sheet.getBytes(StandardCharsets.UTF_8)
                                : parts.getInputStream(entry).readAllBytes());
            }
        } finally {
            Files.delete(book);
        }
        return packed.toByteArray();
    }

    private static List<String> rows(String name, String content) throws IOException {
        return rows(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> rows(String name, byte[] content) throws IOException {
        List<String> all = new ArrayList<>();
        ImportRows.read(
                new ImportFile(name, () -> new ByteArrayInputStream(content), true, false), new ImportRows.Sink() {
                    @Override
                    public void row(int number, JsonNode json, int characters) {
                        all.add(number + " " + json);
                    }

                    @Override
                    public void broken(int number, String field, String reason) {
                        all.add(number + " !" + reason);
                    }
                });
        return all;
    }
}
