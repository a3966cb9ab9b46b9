package cn.sunlit.docket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.sunlit.docket.CatalogueEditor.Change;
import cn.sunlit.docket.NodeSpec.Timing;
import cn.sunlit.kernel.Problem.Refusal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a court's own text of a catalogue is refused for, and what changes in it are called. */
class CatalogueDraftTest {

    private static final String INNER = Catalogues.text("nodes.yaml");
    private static final String OPEN = Catalogues.text("public-nodes.yaml");
    private static final Catalogue SHIPPED = CatalogueReader.read(INNER, OPEN);

    private static List<String> faults(String inner, String open) {
        CatalogueFaults faults =
                catchThrowableOfType(CatalogueFaults.class, () -> CatalogueReader.readForeign(inner, open));
        return faults == null ? List.of() : faults.faults();
    }

    private static String swap(String text, String good, String bad) {
        String spoilt = text.replaceFirst(
                Pattern.quote(good.strip().replace('~', '\n')),
                Matcher.quoteReplacement(bad.strip().replace('~', '\n')));
        assertThat(spoilt).isNotEqualTo(text);
        return spoilt;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            role: ARCHIVIST              | role: JANITOR                  | 节点I04的角色“JANITOR”没有声明（内部节点目录第2
            preconditions:~  - A02       | preconditions:~  - A04         | 前置节点成环：A03→A04→A03
            startEvent: OFFICER_ASSIGNED | startEvent: OFFICER_INTAKE_DONE| 前置节点成环：A07→A07
            - code: A02                  | - code: a2                     | 代码“a2”应为一个大写字母加两位数字
            yellowBefore: 3              | yelowBefore: 3                 | 节点A03的预警应为黄灯不晚于红灯的两个非负数（内部节点目录第
            suspendable: true            | suspendible: true              | 节点A01有不认识的字段“suspendible”（内部节点目录第1
            mandatory: ALWAYS            | mandatory: MAYBE               | 节点A02的 mandatory 应为 ALWAYS
            value: 7~    unit: NATURAL   | value: 99999999~    unit: NATURAL | 节点A03：期间不能超过200年
            code: A03                    | code: A04                      | 节点代码A04重复
            nodes:~- code                | nodes: 3~other:~- code         | 内部节点应为一个列表
            """)
    void 内部节点有错_指明节点和行(String good, String bad, String fault) {
        assertThat(faults(swap(INNER, good, bad), OPEN))
                .anySatisfy(f -> assertThat(f).startsWith(fault));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            disclose:~  - 收到材料日期~  - 材料是否齐备~  - 是否同意执前督促及届满日 | disclose: [] | 公开节点P01没有公开内容（disclose）（公开节点目录第
            rightsNotice:~  - 可随时要求终止执前督促直接立案 | rightsNotice: [] | 公开节点P01没有权利告知
            - APPLICANT       | - EVERYBODY  | 公开节点P01的公开对象“EVERYBODY”不认识
            """)
    void 每个公开节点都要有公开文字(String good, String bad, String fault) {
        assertThat(faults(INNER, swap(OPEN, good, bad)))
                .anySatisfy(f -> assertThat(f).startsWith(fault));
    }

    @Test
    void 锚点_引用_类型标记_重复字段_过深_过大_都在读入之前拒绝() {
        String bomb = "a: &a [x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n";
        assertThat(faults(bomb, OPEN)).singleElement().asString().startsWith("内部节点目录第1行用了锚点、引用或者类型标记");
        assertThat(faults("nodes: !!java.net.URL [x]\n", OPEN))
                .singleElement()
                .asString()
                .contains("第1行用了锚点、引用或者类型标记");
        assertThat(faults(swap(INNER, "version: '1.0'", "version: '1.0'~version: '2'"), OPEN))
                .singleElement()
                .asString()
                .contains("不是有效的YAML")
                .containsPattern("第\\d+行");
        assertThat(faults("a: " + "[".repeat(500) + "]".repeat(500), OPEN))
                .singleElement()
                .asString()
                .contains("嵌套过深");
        assertThat(faults("a: 'x", OPEN)).singleElement().asString().contains("不是有效的YAML");
        assertThat(faults("#".repeat(600_000), OPEN))
                .singleElement()
                .asString()
                .isEqualTo("内部节点目录有600000个字，最多524288个字");
        assertThat(faults("", "")).containsExactly("内部节点目录是空的", "公开节点目录是空的");
        assertThat(faults("[1, 2]", "x")).isNotEmpty();
        assertThat(faults(swap(INNER, "- code: A02", "- code: " + "长".repeat(9000)), OPEN))
                .isNotEmpty()
                .allSatisfy(f -> assertThat(f).hasSizeLessThan(260));
    }

    @Test
    void 一万个节点_一句话拒绝() {
        String nodes = IntStream.range(0, 10_000)
                .mapToObj(i -> "- {code: B%02d}\n".formatted(i % 100))
                .collect(Collectors.joining());
        assertThat(faults("version: x\nnodes:\n" + nodes, OPEN)).containsExactly("内部节点有10000个，最多300个");
    }

    private static Catalogue adapted(String code, java.util.function.UnaryOperator<Change> change) {
        CatalogueEditor editor = new CatalogueEditor(INNER, OPEN);
        editor.change(code, change.apply(Change.of(SHIPPED.node(code))));
        return CatalogueReader.readForeign(editor.innerText(), editor.openText());
    }

    @ParameterizedTest(name = "{0} 节点{1}改为{2}{3}：拒绝{4}项")
    @CsvSource({
        "QX-40, A03, 7, NATURAL_DAY, 0",
        "QX-40, A03, 8, NATURAL_DAY, 1",
        "QX-40, A03, 5, WORKING_DAY, 1",
        "QX-40, A03, 72, HOUR, 0",
        "QX-40, A03, , NONE, 1",
        "QX-40, I03, 5, MONTH, 0",
        "QX-40, I03, 7, MONTH, 1",
        "QX-40, I03, 170, NATURAL_DAY, 1",
        "QX-40, I03, 168, NATURAL_DAY, 0",
        "QX-40, E08, 3, NATURAL_DAY, 0",
        "QX-40, E08, 2, NATURAL_DAY, 1",
        "QX-40, E08, 5, NATURAL_DAY, 0",
        "QX-40, C07, 2, MONTH, 1",
        "QX-40, A04, 30, NATURAL_DAY, 0",
        "QX-40, A07, 10, NATURAL_DAY, 0",
    })
    void 法定期限不能延长_倒推的不能缩短(String rule, String code, @Nullable Integer value, String unit, int refused) {
        Catalogue own = adapted(
                code,
                c -> new Change(c.name(), value, unit, null, null, c.lampUnit(), c.role(), c.publicNode(), c.timing()));
        List<Refusal> refusals = CatalogueRules.refuse(own, SHIPPED);
        assertThat(refusals).hasSize(refused);
        assertThat(refusals).allSatisfy(r -> {
            assertThat(r.rule()).isEqualTo(rule);
            assertThat(r.law())
                    .contains("民事诉讼法（2023）第八十五条")
                    .contains(SHIPPED.node(code).law().getFirst());
            assertThat(r.because()).startsWith("节点" + code);
        });
    }

    /** Each row spoils one place of the inner text; ~ stands for a line feed. */
    @ParameterizedTest(name = "{0} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            QX-40 | authority: STATUTORY                | authority: DESIGN_DEFAULT               | 节点A03（立案审查）：期限来自法定，级别不能改
            QX-40 | value: 3~    unit: MONTH            | value: 4~    unit: MONTH                | 节点I03（结案）：缺少或者改动了特殊期限
            QX-42 | identifier: FILING_REVIEW           | identifier: FILING_LOOK                 | 节点A03（立案审查）：标识由程序决定
            QX-42 | startEvent: ASSET_REVIEW_DONE       | startEvent: CASE_FILED                  | 节点C12（有/无财产程序分流决定）：起算事件由程序决定
            QX-45 | ARCHIVIST: 档案人员                 | ARCHIVIST: 档案人员~  JANITOR: 勤杂人员 | 角色“JANITOR”程序不认得
            QX-45 | CASE_CLOSED: 结案                   | CASE_CLOSED: 结案~  MOON_RISEN: 月出    | 起算事件“MOON_RISEN”程序不认得
            """)
    void 程序依靠的不能改(String rule, String good, String bad, String because) {
        List<Refusal> refusals =
                CatalogueRules.refuse(CatalogueReader.readForeign(swap(INNER, good, bad), OPEN), SHIPPED);
        assertThat(refusals).anySatisfy(r -> {
            assertThat(r.rule()).isEqualTo(rule);
            assertThat(r.because()).startsWith(because);
        });
    }

    @ParameterizedTest(name = "{0} 节点{1}改为{2} {3}：拒绝{4}项")
    @CsvSource({
        "QX-43, C09, P08, ON_START, 1",
        "QX-43, C09, '', NEVER, 0",
        "QX-43, G05, P20, AFTER_EXECUTION, 2",
        "QX-43, I02, P22, ON_COMPLETE, 1",
        "QX-43, A05, P03, ON_COMPLETE, 0",
        "QX-44, A06, '', NEVER, 1",
    })
    void 不能提前泄露_必经的不能隐去(String rule, String code, String publicNode, Timing timing, int refused) {
        Catalogue own = adapted(
                code,
                c -> new Change(
                        c.name(),
                        c.value(),
                        c.unit(),
                        c.yellow(),
                        c.red(),
                        c.lampUnit(),
                        c.role(),
                        publicNode,
                        timing));
        assertThat(CatalogueRules.refuse(own, SHIPPED))
                .hasSize(refused)
                .allSatisfy(r -> assertThat(r.rule()).isEqualTo(rule));
    }

    @ParameterizedTest(name = "QX-41 删去节点{0}：拒绝{1}")
    @CsvSource({"I03, true", "B01, true", "C07, true", "A05, false", "G04, false"})
    void 结案所需的节点不能删去(String code, boolean refused) {
        CatalogueEditor editor = new CatalogueEditor(INNER, OPEN).remove(code);
        Catalogue own = CatalogueReader.readForeign(editor.innerText(), editor.openText());
        assertThat(own.nodes()).hasSize(75);
        assertThat(CatalogueRules.refuse(own, SHIPPED).stream()
                        .anyMatch(r -> r.rule().equals("QX-41")))
                .isEqualTo(refused);
    }

    @Test
    void 随产品的两套目录都合规则_五十四节点的也是() {
        Catalogue small =
                CatalogueReader.readForeign(Catalogues.text("nodes-54.yaml"), Catalogues.text("public-nodes-54.yaml"));
        assertThat(small.nodes()).hasSize(54);
        assertThat(small.publicNodes()).hasSize(22);
        assertThat(CatalogueRules.refuse(small, SHIPPED)).isEmpty();
        assertThat(CatalogueRules.refuse(SHIPPED, SHIPPED)).isEmpty();
        assertThat(CatalogueDiff.nodes(SHIPPED, small).stream()
                        .filter(c -> c.kind().equals("删除")))
                .hasSize(22);
        assertThat(CatalogueDiff.publicNodes(SHIPPED, small))
                .filteredOn(c -> c.kind().equals("删除"))
                .extracting(CatalogueDiff.Changed::code)
                .containsExactly("P19");
    }

    @Test
    void 改写后的文本与原文意思相同_改动逐项列出() {
        CatalogueEditor editor = new CatalogueEditor(INNER, OPEN);
        Catalogue again = CatalogueReader.readForeign(editor.innerText(), editor.openText());
        assertThat(again.nodes()).isEqualTo(SHIPPED.nodes());
        assertThat(again.publicNodes()).isEqualTo(SHIPPED.publicNodes());

        Catalogue own = adapted(
                "C01",
                c -> new Change(
                        c.name(), 5, "NATURAL_DAY", 2, 1, "NATURAL_DAY", "OFFICER", c.publicNode(), c.timing()));
        assertThat(CatalogueDiff.nodes(SHIPPED, own)).singleElement().satisfies(c -> {
            assertThat(c.code()).isEqualTo("C01");
            assertThat(c.lines())
                    .containsExactly(
                            new CatalogueDiff.Line("期限", "10日（默认）", "5日（默认）"),
                            new CatalogueDiff.Line("预警", "黄灯提前5日、红灯提前2日", "黄灯提前2日、红灯提前1日"),
                            new CatalogueDiff.Line("责任人", "执行指挥中心", "承办法官/执行员"));
        });
        assertThat(CatalogueDiff.publicNodes(SHIPPED, own)).isEmpty();
    }
}
