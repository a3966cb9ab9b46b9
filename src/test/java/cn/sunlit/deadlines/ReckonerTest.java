package cn.sunlit.deadlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.deadlines.Computation.Extension;
import cn.sunlit.deadlines.Computation.Rule;
import cn.sunlit.deadlines.Computation.Shown;
import cn.sunlit.deadlines.Computation.Start;
import cn.sunlit.deadlines.Computation.Stretch;
import cn.sunlit.statutes.WorkCalendar;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReckonerTest {

    private static final Shown PAPER = new Shown("DOCUMENT", "document:7", "裁定书", "a".repeat(64));

    private static Rule rule(@Nullable String period, boolean backward, @Nullable String reference) {
        return new Rule(
                "I03",
                "结案",
                "1.0",
                "STATUTORY",
                List.of("执行工作规定第63条"),
                List.of("执行工作若干规定（2020）第六十三条"),
                period,
                backward,
                reference == null ? null : LocalDate.parse(reference),
                "30 NATURAL_DAY",
                "5 WORKING_DAY");
    }

    private static Start on(String day) {
        return new Start("CASE_FILED", "立案登记", LocalDate.parse(day), PAPER, null);
    }

    private static Stretch stretch(String from, @Nullable String to) {
        return new Stretch(
                1,
                "STAY",
                "中止执行",
                LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to),
                PAPER,
                "甲",
                "乙",
                "某条");
    }

    private static Reckoned reckon(String day, String period, List<Stretch> excluded, List<Extension> extended) {
        return Reckoner.reckon(on(day), rule(period, false, null), excluded, extended, WorkCalendar.shipped());
    }

    @ParameterizedTest(name = "{0}起{1}，至{2}")
    @CsvSource({
        "2026-03-02, 6 MONTH, 2026-09-02",
        "2026-04-04, 6 MONTH, 2026-10-08",
        "2026-09-18, 15 NATURAL_DAY, 2026-10-08",
        "2026-09-30, 3 WORKING_DAY, 2026-10-10",
        "2026-03-02, 0 NATURAL_DAY, 2026-03-02",
        "2026-03-02, 8 HOUR, 2026-03-02",
    })
    void 推算与重算一致(String day, String period, LocalDate due) {
        Computation c = reckon(day, period, List.of(), List.of()).computation();
        assertThat(c.result().dueOn()).isEqualTo(due);
        assertThat(Reckoner.differences(c)).isEmpty();
        Computation read = Computation.read(c.canonical());
        assertThat(read).isEqualTo(c);
        assertThat(read.canonical()).isEqualTo(c.canonical());
    }

    @Test
    void 写明放假通知的文号和散列_只列相关的日子() {
        Computation c =
                reckon("2026-09-18", "15 NATURAL_DAY", List.of(), List.of()).computation();
        assertThat(c.calendar()).singleElement().satisfies(n -> {
            assertThat(n.number()).isEqualTo("国办发明电〔2025〕7号");
            assertThat(n.sha256()).hasSize(64);
            assertThat(n.off()).contains(LocalDate.of(2026, 10, 7)).doesNotContain(LocalDate.of(2026, 5, 1));
        });
    }

    @ParameterizedTest(name = "扣除{0}至{1}、{2}至{3}，至{4}")
    @CsvSource({
        "2026-04-01, 2026-04-10, 2026-05-01, 2026-05-10, 2026-09-22",
        // overlapping days are taken out once: 1 to 20 April
        "2026-04-01, 2026-04-15, 2026-04-10, 2026-04-20, 2026-09-22",
    })
    void 扣除期间取并集(String a, String b, String c, String d, LocalDate due) {
        Computation made = reckon("2026-03-02", "6 MONTH", List.of(stretch(a, b), stretch(c, d)), List.of())
                .computation();
        assertThat(made.result().dueOn()).isEqualTo(due);
        assertThat(Reckoner.differences(made)).isEmpty();
    }

    @Test
    void 没有结束日的_停止计算_届满以后才开始的不影响() {
        Computation stopped = reckon("2026-03-02", "6 MONTH", List.of(stretch("2026-09-02", null)), List.of())
                .computation();
        assertThat(stopped.result().dueOn()).isNull();
        assertThat(stopped.result().stoppedSince()).isEqualTo(LocalDate.of(2026, 9, 2));
        assertThat(Reckoner.differences(stopped)).isEmpty();
        Computation over = reckon("2026-03-02", "6 MONTH", List.of(stretch("2026-09-03", null)), List.of())
                .computation();
        assertThat(over.result().dueOn()).isEqualTo(LocalDate.of(2026, 9, 2));
    }

    @Test
    void 延长与原期限合并计算_单位须相同() {
        Extension three = new Extension(2, "3 MONTH", PAPER, "甲", "乙", "某条");
        assertThat(reckon("2026-03-02", "6 MONTH", List.of(), List.of(three))
                        .computation()
                        .result()
                        .dueOn())
                .isEqualTo(LocalDate.of(2026, 12, 2));
        Extension days = new Extension(2, "3 NATURAL_DAY", PAPER, "甲", "乙", "某条");
        assertThatThrownBy(() -> reckon("2026-03-02", "6 MONTH", List.of(), List.of(days)))
                .hasMessageContaining("单位");
    }

    @Test
    void 倒推_参考日未定则没有届满日() {
        WorkCalendar shipped = WorkCalendar.shipped();
        Rule unknown = rule("5 NATURAL_DAY", true, null);
        assertThat(Reckoner.reckon(on("2026-03-02"), unknown, List.of(), List.of(), shipped)
                        .computation()
                        .result()
                        .dueOn())
                .isNull();
        Computation known = Reckoner.reckon(
                        on("2026-03-02"), rule("5 NATURAL_DAY", true, "2026-09-02"), List.of(), List.of(), shipped)
                .computation();
        assertThat(known.result().dueOn()).isEqualTo(LocalDate.of(2026, 8, 28));
        assertThat(Reckoner.differences(known)).isEmpty();
    }

    @Test
    void 未公布放假安排的年份为暂定() {
        Computation c = reckon("2026-09-01", "6 MONTH", List.of(), List.of()).computation();
        assertThat(c.result().provisional()).isTrue();
        assertThat(c.notices()).isEqualTo("2027:?");
        assertThat(Reckoner.differences(c)).isEmpty();
    }

    private ProofSheet sheet() {
        Computation c =
                reckon("2026-09-18", "15 NATURAL_DAY", List.of(), List.of()).computation();
        Computation old =
                reckon("2026-09-17", "15 NATURAL_DAY", List.of(), List.of()).computation();
        return new ProofSheet(
                        ProofSheet.FORM,
                        "鄂1125",
                        "（2026）鄂1125执1号",
                        "I03",
                        "",
                        1,
                        "OPEN",
                        null,
                        c,
                        c.sha256(),
                        List.of(new ProofSheet.Replaced(1, old, old.sha256(), "更正起算日", "乙", "2026-09-19T01:00:00Z")),
                        null,
                        null)
                .sealed();
    }

    /** Each change of one input, result or hash is told with its line. */
    @ParameterizedTest(name = "把{0}改成{1}：{2}")
    @CsvSource({
        "'\"on\":\"2026-09-18\"', '\"on\":\"2026-09-17\"', 散列值",
        "'\"period\":\"15 NATURAL_DAY\"', '\"period\":\"14 NATURAL_DAY\"', 散列值",
        "'\"period\":\"15 NATURAL_DAY\"', '\"period\":\"30 NATURAL_DAY\"', 最后一日",
        "'\"dueOn\":\"2026-10-08\"', '\"dueOn\":\"2026-10-09\"', 最后一日",
        "'\"2026-10-07\"', '\"2026-10-17\"', 最后一日",
        "'\"yellow\":\"30 NATURAL_DAY\"', '\"yellow\":\"20 NATURAL_DAY\"', 黄灯日",
        "'国办发明电〔2025〕7号', '国办发明电〔2025〕8号', 散列值",
        "'（2026）鄂1125执1号', '（2026）鄂1125执2号', 证明全文",
        "'更正起算日', '更正届满日', 证明全文",
        "'\"state\":\"OPEN\"', '\"state\":\"DONE\"', 证明全文",
        "'\"run\":1', '\"run\": 1', 写法",
    })
    void 改动任何一项都能发现(String from, String to, String line, @TempDir Path folder) throws Exception {
        String json = sheet().canonical();
        assertThat(json).contains(from);
        assertThat(recompute(json, folder)).contains("一致").doesNotContain("不一致");
        String changed = json.replace(from, to);
        assertThat(recompute(changed, folder)).contains("不一致").contains(line);
    }

    @Test
    void 改动任何一个字节都能发现_第一种格式的旧证明仍然一致(@TempDir Path folder) throws Exception {
        ProofSheet sheet = sheet();
        Path file = folder.resolve("sheet.json");
        byte[] whole = sheet.canonical().getBytes(StandardCharsets.UTF_8);
        Random random = new Random(20261122);
        for (int i = 0; i < whole.length; i++) {
            byte[] other = whole.clone();
            other[i] ^= (byte) (1 + random.nextInt(255));
            Files.write(file, other);
            assertThat(RecomputeCommand.run(new String[] {file.toString()}, nowhere()))
                    .as("byte %d", i)
                    .isNotZero();
        }
        ProofSheet old = new ProofSheet(
                "sunlit-proof-sheet-1",
                sheet.court(),
                sheet.caseNumber(),
                sheet.node(),
                sheet.subject(),
                sheet.run(),
                sheet.state(),
                sheet.doneOn(),
                sheet.computation(),
                sheet.sha256(),
                sheet.replaced(),
                sheet.entry(),
                null);
        assertThat(recompute(old.canonical(), folder)).contains("一致").doesNotContain("不一致");
    }

    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%PDF-1.7 不是PDF",
                "不是JSON",
                "{}",
                "[]",
                "{\"form\":\"other\"}",
                "{\"form\":\"sunlit-proof-sheet-1\"}",
                "null"
            })
    void 不是证明的文件_一句话拒绝(String text, @TempDir Path folder) throws Exception {
        assertThat(recompute(text, folder)).contains("✗").doesNotContain("一致");
    }

    private static String recompute(String json, Path folder) throws Exception {
        Path file = folder.resolve("sheet.json");
        Files.writeString(file, json);
        var out = new ByteArrayOutputStream();
        RecomputeCommand.run(new String[] {file.toString()}, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
