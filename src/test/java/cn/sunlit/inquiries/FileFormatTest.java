package cn.sunlit.inquiries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.inquiries.FileFormat.Unreadable;
import cn.sunlit.inquiries.Wire.Reading;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Requests and answers in files: both writings say the same, and what nobody can believe is refused as a whole. */
class FileFormatTest {

    private static final byte[] ASKED =
            Wire.query("k-1", "鄂1125", "（2026）鄂1125执1号", true, "乙", "110101199003077715", "协助查询通知书");

    private static final String HEADER =
            "requestId,result,subject.name,subject.idNumber,asset.kind,asset.title,asset.key,asset.balance,asset.available,control.court,control.until\n";

    private static final String CSV = HEADER
            + "k-1,FOUND,乙,110101199003077715,DEPOSIT,结算账户,62220001,100.00,80.00,鄂0102,2026-12-31\n"
            + "k-1,FOUND,乙,110101199003077715,DEPOSIT,结算账户,62220001,100.00,80.00,鄂0103,2027-01-31\n"
            + "k-1,FOUND,乙,110101199003077715,DEPOSIT,\"储蓄,二类\",62220002,5.00,5.00,,\n"
            + "k-1,FOUND,乙,110101199003077715,DEPOSIT,\"储蓄,二类\",62220002,5.00,5.00,,\n"
            + "k-2,NONE,丙,110101199003077717,,,,,,,\n";

    private static final String XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <answers>
              <answer><requestId>k-1</requestId><subject><name>乙</name><idNumber>110101199003077715</idNumber></subject>
                <result>FOUND</result>
                <assets>
                  <asset><kind>DEPOSIT</kind><title>结算账户</title><key>62220001</key><balance>100.00</balance><available>80.00</available>
                    <controls><control><court>鄂0102</court><until>2026-12-31</until></control>
                      <control><court>鄂0103</court><until>2027-01-31</until></control></controls></asset>
                  <asset><kind>DEPOSIT</kind><title>储蓄,二类</title><key>62220002</key><balance>5.00</balance><available>5.00</available></asset>
                </assets></answer>
              <answer><requestId>k-2</requestId><subject><name>丙</name><idNumber>110101199003077717</idNumber></subject>
                <result>NONE</result><assets/></answer>
            </answers>
            """;

    private static List<FoundAsset> found(FileFormat format, String file) throws Unreadable {
        JsonNode first = format.read(file.getBytes(StandardCharsets.UTF_8)).getFirst();
        Reading reading = Wire.read(ASKED, Wire.JSON.writeValueAsBytes(first), AssetKinds.shipped());
        assertThat(reading).isInstanceOf(Reading.Found.class);
        return ((Reading.Found) reading).assets();
    }

    @Test
    void 两种写法读出同样的反馈_多处在先控制归于一项_重复的行合并() throws Unreadable {
        List<FoundAsset> csv = found(new CsvFormat(), "\uFEFF" + CSV);
        assertThat(csv).hasSize(2).isEqualTo(found(new XmlFormat(), XML));
        assertThat(csv.getFirst().controls()).hasSize(2);
        assertThat(new CsvFormat().read(CSV.getBytes(StandardCharsets.UTF_8))).hasSize(2);
    }

    @Test
    void 请求写成文件_每次字节相同_读得回来() throws Exception {
        List<JsonNode> requests = List.of(Wire.JSON.readTree(ASKED));
        for (FileFormat format : List.of(new CsvFormat(), new XmlFormat())) {
            byte[] file = format.write(requests);
            assertThat(format.write(requests)).isEqualTo(file);
            assertThat(new String(file, StandardCharsets.UTF_8))
                    .contains("k-1", "110101199003077715", "（2026）鄂1125执1号");
        }
    }

    @Test
    void 回执中的顺位是整数() throws Unreadable {
        JsonNode order = new CsvFormat()
                .read("requestId,result,asset.key,rank,to\nk-9,WAITING,62220001,2,2027-03-01\n"
                        .getBytes(StandardCharsets.UTF_8))
                .getFirst();
        assertThat(order.path("rank").isInt()).isTrue();
        assertThat(order.path("asset").path("key").asString()).isEqualTo("62220001");
    }

    @Test
    void 一个单号下两个人的行_分作两份反馈各自核对() throws Unreadable {
        var answers = new CsvFormat()
                .read((HEADER
                                + "k-1,FOUND,乙,110101199003077715,DEPOSIT,户,6222,1.00,1.00,,\n"
                                + "k-1,FOUND,丁,110101199001011234,DEPOSIT,户,6333,9.00,9.00,,\n")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(answers).hasSize(2);
        assertThat(Wire.read(ASKED, Wire.JSON.writeValueAsBytes(answers.get(1)), AssetKinds.shipped()))
                .isInstanceOf(Reading.WrongPerson.class);
    }

    @Test
    void 文件在中间断开的不读() {
        for (int at : new int[] {CSV.length() - 20, CSV.indexOf("\"储蓄") + 3, HEADER.length() + 30}) {
            refuses(new CsvFormat(), CSV.substring(0, at).getBytes(StandardCharsets.UTF_8), "");
        }
        refuses(new XmlFormat(), XML.substring(0, XML.length() - 15).getBytes(StandardCharsets.UTF_8), "不是完整的");
    }

    @Test
    void 不是约定的编码不读() {
        refuses(new CsvFormat(), CSV.getBytes(Charset.forName("GB18030")), "不是 UTF-8 编码");
        refuses(new XmlFormat(), XML.replace("UTF-8", "GB18030").getBytes(Charset.forName("GB18030")), "编码应为 UTF-8");
        refuses(new XmlFormat(), XML.getBytes(Charset.forName("GB18030")), "");
        refuses(new XmlFormat(), XML.getBytes(StandardCharsets.UTF_16), "不是 UTF-8 编码");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE answers [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><answers><answer><requestId>&x;</requestId></answer></answers>",
                "<!DOCTYPE answers SYSTEM \"http://127.0.0.1:1/evil.dtd\"><answers/>",
                "<!DOCTYPE a [<!ENTITY l \"ha\"><!ENTITY m \"&l;&l;&l;&l;&l;&l;&l;&l;\"><!ENTITY n \"&m;&m;&m;&m;&m;&m;&m;&m;\">]><answers><answer><result>&n;</result></answer></answers>",
                "<answers><answer><requestId>&x;</requestId></answer></answers>"
            })
    void 外部实体和实体膨胀一概不读(String xml) {
        refuses(new XmlFormat(), xml.getBytes(StandardCharsets.UTF_8), "");
    }

    @Test
    void 嵌套过深_文字过长_字段重复_多余的列_都不读() {
        refuses(new XmlFormat(), "<answers><answer>%s</answer></answers>".formatted("<a>".repeat(50)), "嵌套过深");
        refuses(
                new XmlFormat(),
                "<answers><answer><title>%s</title></answer></answers>".formatted("长".repeat(600)),
                "过长");
        refuses(
                new XmlFormat(),
                "<answers><answer><result>NONE</result><result>FOUND</result></answer></answers>",
                "两次");
        refuses(new XmlFormat(), "<requests/>", "根元素应为 answers");
        refuses(new CsvFormat(), "requestId,result,colour\nk-1,NONE,red\n", "没有约定的列");
        refuses(new CsvFormat(), "requestId\nk-1\n", "缺少“result”列");
        refuses(new CsvFormat(), "requestId,result,requestId\nk-1,NONE,k-1\n", "表头重复");
        refuses(new CsvFormat(), "", "缺少");
        refuses(new CsvFormat(), "requestId,result,subject.name\nk-1,NONE," + "长".repeat(501), "过长");
    }

    private static void refuses(FileFormat format, String file, String because) {
        refuses(format, file.getBytes(StandardCharsets.UTF_8), because);
    }

    private static void refuses(FileFormat format, byte[] file, String because) {
        assertThatThrownBy(() -> format.read(file))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining(because);
    }
}
