package cn.sunlit.cases;

import cn.sunlit.kernel.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape of an application as programs are told it. It is read by {@link FilingReader}, which must name every wrong field
 * and so cannot leave the reading to a library; a test compares the two.
 */
@Schema(name = "Filing", description = "一件申请；不知道的就不填，不要编造")
record FilingBody(
        @Schema(description = "法院代字", example = "鄂1125") String court,

        @Schema(description = "案件类型", example = "FIRST_ENFORCEMENT")
        String type,

        @Schema(description = "收到申请的日期，不填为今天") @Nullable LocalDate receivedOn,
        @Schema(description = "是否涉民生") @Nullable Boolean livelihood,

        @Schema(description = "案由", maxLength = 200) @Nullable
        String cause,

        Title title,
        List<Party> applicants,
        List<Party> respondents,
        List<Duty> obligations,
        @Nullable List<Clue> clues,
        @Nullable List<Preserved> preserved,

        @Schema(description = "来源", maxLength = 200) @Nullable
        String source) {

    @Schema(name = "FilingTitle", description = "执行依据")
    record Title(
            TitleKind kind,

            @Schema(description = "文号", example = "（2026）鄂1125民初88号")
            String number,

            @Schema(description = "作出的法院（代字或者名称）或者机构", example = "鄂1125") @Nullable
            String court,

            @Schema(description = "作出的日期") @Nullable LocalDate decidedOn,
            @Schema(description = "生效的日期") @Nullable LocalDate effectiveOn,
            @Schema(description = "履行期限届满日") @Nullable LocalDate performanceDue) {}

    @Schema(name = "FilingParty", description = "当事人")
    record Party(
            @Schema(
                    description = "自然人或者法人、其他组织",
                    allowableValues = {"PERSON", "ORGANISATION"})
            String kind,

            @Schema(description = "姓名或者名称", maxLength = 100) String name,

            @Schema(
                    description = "证件种类",
                    allowableValues = {
                        "RESIDENT_ID",
                        "CREDIT_CODE",
                        "PASSPORT",
                        "MILITARY_ID",
                        "HK_MACAO_PERMIT",
                        "TAIWAN_PERMIT",
                        "FOREIGN_PERMANENT_RESIDENT_ID",
                        "ORGANISATION_CODE",
                        "REGISTRATION_NUMBER",
                        "OTHER"
                    })
            @Nullable
            String idType,

            @Schema(description = "证件号；居民身份证号校验不符的不接受") @Nullable
            String idNumber,

            @Schema(description = "电话，7至15位数字") @Nullable String phone,

            @Schema(description = "地址", maxLength = 200) @Nullable
            String address,

            @Nullable Payee payee,

            @Schema(description = "委托诉讼代理人；进展同时告知") @Nullable
            Agent agent) {}

    @Schema(name = "FilingAgent", description = "委托诉讼代理人")
    record Agent(
            @Schema(description = "姓名", maxLength = 100) String name,
            @Schema(description = "电话，7至15位数字") String phone,

            @Schema(description = "是否特别授权：放弃、变更民事权利，进行执行和解") @Nullable
            Boolean special,

            @Schema(description = "是否特别授权收取执行款项") @Nullable Boolean collect,

            @Schema(description = "授权委托书的名称和日期", maxLength = 200) @Nullable
            String paper,

            @Schema(description = "授权至何日止（含当日），不填即至执行终结") @Nullable
            LocalDate until) {}

    @Schema(name = "FilingPayee", description = "收款账户")
    record Payee(
            @Schema(description = "户名") String name,
            @Schema(description = "开户银行") String bank,
            @Schema(description = "账号") String account) {}

    @Schema(name = "FilingObligation", description = "给付内容：MONEY 填写本金、费用和利息，CONDUCT 写明应履行的行为")
    record Duty(
            @Schema(allowableValues = {"MONEY", "CONDUCT"}) String kind,
            @Nullable Money principal,
            @Nullable Money costs,
            @Nullable Interest interest,

            @Schema(description = "应履行的行为", maxLength = 2000) @Nullable
            String description) {}

    @Schema(name = "FilingInterest", description = "一般债务利息")
    record Interest(Rate rate, @Schema(description = "起息日") LocalDate from) {}

    @Schema(name = "FilingRate", description = "利率：FIXED 填写 percent，LPR 填写 multiple")
    record Rate(
            @Schema(allowableValues = {"FIXED", "LPR_1Y", "LPR_5Y"})
            String kind,

            @Schema(description = "年利率，百分数", example = "3.85") @Nullable
            String percent,

            @Schema(description = "LPR 的倍数", example = "1") @Nullable
            String multiple,

            @Schema(description = "按哪一天的报价固定") @Nullable LocalDate fixedAt) {}

    @Schema(name = "FilingClue", description = "财产线索")
    record Clue(
            @Schema(description = "财产种类", example = "DEPOSIT") @Nullable
            String kind,

            @Schema(description = "线索", maxLength = 2000) String description) {}

    @Schema(name = "FilingPreserved", description = "已经保全的财产")
    record Preserved(
            @Schema(description = "财产种类", example = "DEPOSIT")
            String kind,

            @Schema(description = "所在单位") @Nullable String holder,
            @Schema(description = "账号或者登记号") @Nullable String account,
            @Nullable Money amount,
            @Schema(description = "保全起始日") @Nullable LocalDate from,
            @Schema(description = "保全到期日") @Nullable LocalDate to,

            @Schema(description = "顺位，1为首封", minimum = "1", maximum = "999") @Nullable
            Integer rank,

            @Schema(description = "保全文书的文号") @Nullable String document) {}

    static final String EXAMPLE = """
            {"court":"鄂1125","type":"FIRST_ENFORCEMENT","receivedOn":"2026-03-02","livelihood":false,"cause":"民间借贷纠纷",
             "title":{"kind":"JUDGMENT","number":"（2026）鄂1125民初88号","court":"鄂1125","effectiveOn":"2026-02-10","performanceDue":"2026-02-20"},
             "applicants":[{"kind":"PERSON","name":"甲某","idType":"RESIDENT_ID","idNumber":"999900197203070120","phone":"19000008801","address":"某镇某村",
                            "payee":{"name":"甲某","bank":"演示商业银行","account":"6299990000000088011"}}],
             "respondents":[{"kind":"ORGANISATION","name":"乙某公司","idType":"CREDIT_CODE","idNumber":"91999900MA0000777T"}],
             "obligations":[{"kind":"MONEY","principal":"120000.00","costs":"2700.00",
                             "interest":{"rate":{"kind":"LPR_1Y","multiple":"1"},"from":"2025-03-01"}},
                            {"kind":"CONDUCT","description":"交付车辆"}],
             "clues":[{"kind":"DEPOSIT","description":"某银行账户"}],
             "preserved":[{"kind":"DEPOSIT","holder":"演示商业银行","account":"6299990000000088020","amount":"80000.00",
                           "from":"2026-01-05","to":"2027-01-04","rank":1,"document":"（2026）鄂1125执保3号"}]}
            """;
}
