package cn.sunlit.inquiries;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.inquiries.Wire.Reading;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireTest {

    private static final byte[] ASKED =
            Wire.query("k-1", "鄂1125", "（2026）鄂1125执1号", true, "乙", "110101199003077715", "协助查询通知书");

    private static Reading read(String answer) {
        return Wire.read(ASKED, answer.replace('\'', '"').getBytes(StandardCharsets.UTF_8), AssetKinds.shipped());
    }

    private static String answer(String requestId, String name, String number, String assets) {
        return "{'requestId':'%s','subject':{'name':'%s','idNumber':'%s'},'result':'%s','assets':[%s]}"
                .formatted(requestId, name, number, assets.isEmpty() ? "NONE" : "FOUND", assets);
    }

    private static final String ACCOUNT =
            "{'kind':'DEPOSIT','title':'结算账户','key':'62220001','nature':'SETTLEMENT','balance':'100.00','available':'80.00'}";

    @Test
    void 查无是有效反馈() {
        assertThat(read(answer("k-1", "乙", "110101199003077715", "")))
                .isInstanceOfSatisfying(
                        Reading.Found.class, f -> assertThat(f.assets()).isEmpty());
    }

    @Test
    void 同一账户报两遍只算一项() {
        assertThat(read(answer("k-1", "乙", "110101199003077715", ACCOUNT + "," + ACCOUNT)))
                .isInstanceOfSatisfying(Reading.Found.class, f -> {
                    assertThat(f.assets()).hasSize(1);
                    assertThat(f.repeated()).isEqualTo(1);
                });
    }

    @ParameterizedTest(name = "姓名{0}、证件号{1}的反馈不采用")
    @CsvSource({"丙,110101199003077715", "乙,110101199001011234"})
    void 他人的反馈不采用(String name, String number) {
        assertThat(read(answer("k-1", name, number, ACCOUNT))).isInstanceOf(Reading.WrongPerson.class);
    }

    @Test
    void 共有人和抵押随财产反馈() {
        String house =
                "{'kind':'REAL_ESTATE','title':'住宅','key':'77','coOwners':[{'name':'丙','share':'1/2'}],'rights':[{'kind':'MORTGAGE','holder':'某银行','secured':'5.00','registeredOn':'2024-05-06'}]}";
        assertThat(read(answer("k-1", "乙", "110101199003077715", house)))
                .isInstanceOfSatisfying(Reading.Found.class, f -> {
                    FoundAsset found = f.assets().getFirst();
                    assertThat(found.coOwners()).containsExactly(new FoundAsset.CoOwner("丙", "1/2"));
                    assertThat(found.rights()).singleElement().satisfies(r -> {
                        assertThat(r.kind()).isEqualTo("MORTGAGE");
                        assertThat(r.secured()).hasToString("5.00");
                        assertThat(r.registeredOn()).hasToString("2024-05-06");
                    });
                });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "账号被写成科学计数法|'key':'6.22203E+18'|科学计数法",
                "账号被写成没有正号的科学计数法|'key':'6.222e18'|科学计数法",
                "负零|'key':'1','balance':'-0.00'|不能为负数",
                "用数学负号的负零|'key':'1','balance':'\u22120.00'|应为数字",
                "负数|'key':'1','balance':'-1.00'|不能为负数",
                "不是数|'key':'1','balance':'NaN'|应为数字",
                "科学计数法的金额|'key':'1','balance':'1.2E5'|应为数字",
                "三位小数|'key':'1','balance':'1.005'|两位小数",
                "不带引号的金额|'key':'1','balance':-0.00|带引号",
                "不带引号的账号|'key':6222030000000000000|带引号",
                "在先控制的日期不存在|'key':'1','controls':[{'court':'某院','until':'2026-02-30'}]|应为日期",
                "共有份额大于全部|'key':'1','coOwners':[{'name':'丙','share':'3/2'}]|共有份额",
                "共有人没有姓名|'key':'1','coOwners':[{'share':'1/2'}]|缺少",
                "不认识的他人权利|'key':'1','rights':[{'kind':'MOON','holder':'某银行'}]|没有代码为“MOON”的权利种类",
                "名称中有方向控制符|'key':'1','title':'\u202e户'|看不见",
            })
    void 数字和日期写坏的不采用_说清原因(String what, String fields, String because) {
        String title = fields.contains("'title'") ? "" : "'title':'户',";
        assertThat(read(answer("k-1", "乙", "110101199003077715", "{'kind':'DEPOSIT'," + title + fields + "}")))
                .as(what)
                .isInstanceOfSatisfying(
                        Reading.Garbage.class, g -> assertThat(g.why()).contains(because));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "半截报文|{'requestId':'k-1','subj",
                "不是对象|[]",
                "单号不符|{'requestId':'k-2','subject':{'name':'乙','idNumber':'110101199003077715'},'result':'NONE'}",
                "结论与明细不一致|{'requestId':'k-1','subject':{'name':'乙','idNumber':'110101199003077715'},'result':'FOUND','assets':[]}",
                "两个报文相连|{'requestId':'k-1','subject':{'name':'乙','idNumber':'110101199003077715'},'result':'NONE'}{}",
                "金额为负|{'requestId':'k-1','subject':{'name':'乙','idNumber':'110101199003077715'},'result':'FOUND','assets':[{'kind':'DEPOSIT','title':'户','key':'1','balance':'-1'}]}",
                "可用大于余额|{'requestId':'k-1','subject':{'name':'乙','idNumber':'110101199003077715'},'result':'FOUND','assets':[{'kind':'DEPOSIT','title':'户','key':'1','balance':'1','available':'2'}]}",
                "未知种类|{'requestId':'k-1','subject':{'name':'乙','idNumber':'110101199003077715'},'result':'FOUND','assets':[{'kind':'GOLD','title':'户','key':'1'}]}",
            })
    void 认不出的反馈不采用(String what, String answer) {
        assertThat(read(answer)).as(what).isInstanceOf(Reading.Garbage.class);
    }
}
