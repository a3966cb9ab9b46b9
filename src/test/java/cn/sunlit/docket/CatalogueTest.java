package cn.sunlit.docket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.sunlit.publicity.Audience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

    private static final String INNER = Catalogues.text("nodes.yaml");
    private static final String OPEN = Catalogues.text("public-nodes.yaml");

    @Test
    void 随产品发布的目录_七十六个内部节点_二十三个公开节点_按顺序() {
        Catalogue catalogue = CatalogueReader.read(INNER, OPEN);
        assertThat(catalogue.nodes()).hasSize(76);
        assertThat(catalogue.publicNodes().keySet())
                .containsExactly(
                        "P01", "P02", "P03", "P04", "P05", "P06", "P07", "P08", "P09", "P10", "P11", "P12", "P13",
                        "P14", "P15", "P16", "P17", "P18", "P19", "P20", "P21", "P22", "P23");
        assertThat(catalogue.publicNode("P19").audienceOf("G05")).containsExactly(Audience.APPLICANT);
    }

    /** Each row spoils one place of the shipped catalogue; ~ stands for a line feed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            identifier: FILING_REVIEW                  | identifier: APPLICATION_RECEIPT           | 节点标识APPLICATION_RECEIPT重复
            startEvent: URGING_CONSENTED               | startEvent: NEVER_HEARD_OF                | 节点A01的起算事件“NEVER_HEARD_OF”没有声明
            nodeCount: 76                              | nodeCount: 77                             | 内部节点应为77个（nodeCount），实为76个
            role: ARCHIVIST                            | role: JANITOR                             | 节点I04的角色“JANITOR”没有声明
            effectiveFrom: '2026-01-01'                | effectiveFrom: soon                       | 内部节点目录缺少生效日期 effectiveFrom（形如 2026-01-01）
            preconditions:~  - A02                     | preconditions:~  - A99                    | 节点A03的前置节点A99不存在
            preconditions:~  - A02                     | preconditions:~  - A04                    | 前置节点成环：A03→A04→A03
            publicNode: P20                            | publicNode: P19                           | 节点G06属于公开节点P19，但后者没有列出它
            unit: HOUR~    authority                   | unit: FORTNIGHT~    authority             | 节点C08的期限单位“FORTNIGHT”不认识
            reference: ENFORCEMENT_TERM_EXPIRY         | reference: DOOMSDAY                       | 节点H06的参考事件“DOOMSDAY”没有声明
            """)
    void 目录有错_逐一指明(String good, String bad, String fault) {
        String spoilt = INNER.replaceFirst(
                java.util.regex.Pattern.quote(good.strip().replace('~', '\n')),
                java.util.regex.Matcher.quoteReplacement(bad.strip().replace('~', '\n')));
        assertThat(spoilt).isNotEqualTo(INNER);
        CatalogueFaults faults = catchThrowableOfType(CatalogueFaults.class, () -> CatalogueReader.read(spoilt, OPEN));
        assertThat(faults).isNotNull();
        assertThat(faults.faults()).contains(fault);
        assertThat(faults).hasMessageContaining("程序不能启动");
    }

    @Test
    void 所有错误一次报全() {
        CatalogueFaults faults = catchThrowableOfType(
                CatalogueFaults.class,
                () -> CatalogueReader.read(
                        INNER.replace("role: ARCHIVIST", "role: JANITOR"),
                        OPEN.replace("- F07\n", "- F06\n").replace("nodeCount: 23", "nodeCount: 24")));
        assertThat(faults.faults())
                .contains(
                        "节点I04的角色“JANITOR”没有声明",
                        "公开节点应为24个（nodeCount），实为23个",
                        "节点F07属于公开节点P17，但后者没有列出它",
                        "公开节点P17列出节点F06，但该节点不属于它");
    }

    /** {@code docs/generated/nodes.md} says what the catalogue says; {@code -Dsunlit.docs=write} writes it anew. */
    @Test
    void 文档与目录一致() throws Exception {
        Catalogue catalogue = CatalogueReader.read(INNER, OPEN);
        String text = "# Nodes\n\nMade from the catalogue, version " + catalogue.version()
                + ". Level: 法定 statutory, 司法文件 judicial policy, 地方 local practice, 默认 default of the product.\n\n"
                + "## 76 inner nodes\n\n| 代码 | 节点 | 阶段 | 起算 | 期限 | 级别 | 责任人 | 公开 |\n|---|---|---|---|---|---|---|---|\n"
                + catalogue.nodes().values().stream()
                        .map(n -> "| %s | %s | %s | %s | %s | %s | %s | %s |\n"
                                .formatted(
                                        n.code(),
                                        n.name(),
                                        catalogue.stageName(n),
                                        catalogue.startEvents().get(n.startEvent()),
                                        n.due().display(),
                                        n.due().authority().zh(),
                                        catalogue.roleName(n),
                                        n.publicNode() == null ? "内部" : n.publicNode()))
                        .collect(Collectors.joining())
                + "\n## 23 public nodes\n\n| 代码 | 名称 | 对象 | 来源节点 |\n|---|---|---|---|\n"
                + catalogue.publicNodes().values().stream()
                        .map(p -> "| %s | %s | %s | %s |\n"
                                .formatted(
                                        p.code(),
                                        p.name(),
                                        CataloguePage.audience(p),
                                        String.join("、", p.internalNodes())))
                        .collect(Collectors.joining());
        Path file = Path.of("docs/generated/nodes.md");
        if ("write".equals(System.getProperty("sunlit.docs"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(file).content().isEqualTo(text);
    }
}
