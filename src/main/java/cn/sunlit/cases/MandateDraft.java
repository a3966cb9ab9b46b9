package cn.sunlit.cases;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mandate as it is typed, not yet checked. */
@Schema(
        example =
                "{\"kind\":\"AGENT\",\"principal\":12,\"name\":\"丁律师\",\"phone\":\"19000008801\",\"powers\":[\"SETTLE\"],\"paper\":\"授权委托书（2026年3月2日）\",\"from\":\"2026-03-02\"}")
record MandateDraft(
        @Schema(
                description = "AGENT（委托代理人）、REPRESENTATIVE（法定代表人、主要负责人）、SUCCESSOR（承继人）",
                allowableValues = {"AGENT", "REPRESENTATIVE", "SUCCESSOR"})
        @Nullable
        String kind,

        @Schema(description = "为哪一方当事人，当事人编号") @Nullable Long principal,

        @Schema(description = "姓名或名称", maxLength = 100) @Nullable
        String name,

        @Schema(description = "居民身份证号；承继人也可以是统一社会信用代码") @Nullable
        String idNumber,

        @Schema(description = "电话，7至15位数字；查看案件的验证码发到这里") @Nullable
        String phone,

        @Schema(description = "特别授权的事项：WAIVE（放弃、变更民事权利）、SETTLE（进行执行和解）、COLLECT（收取执行款项）；没有即一般授权") @Nullable
        List<String> powers,

        @Schema(description = "承继人：true 变更（取代原当事人），false 追加") @Nullable
        Boolean replaces,

        @Schema(description = "授权委托书、身份证明书；承继人填写裁定书案号", maxLength = 200) @Nullable
        String paper,

        @Schema(description = "自何日起，不填即今天；承继人为裁定生效之日") @Nullable
        String from,

        @Schema(description = "至何日止（含当日），不填即至执行终结") @Nullable
        String until) {

    static final MandateDraft NOTHING = new MandateDraft(null, null, null, null, null, null, null, null, null, null);
}
