package cn.sunlit.tools;

import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CreditCode;
import cn.sunlit.kernel.IdentityNumber;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whether a number can be one: identity numbers, credit codes, case numbers. Nothing is looked up or stored. */
@Tag(name = "工具")
@RestController
@RequestMapping("/api/tools")
class NumberTools {

    private static final int MAX_LENGTH = 200;

    enum Kind {
        RESIDENT_ID,
        CREDIT_CODE
    }

    /** @param canonical the eighteen places, left out where the number is not valid */
    record Identity(
            Kind kind, boolean valid, @Nullable String canonical, List<String> problems, List<String> warnings) {}

    @Operation(summary = "核对身份证号、统一社会信用代码", description = "只核对号码本身，不查询也不保存。信用代码校验位不符的只作提示。")
    @GetMapping("/identity")
    Identity identity(@RequestParam String number) {
        return check(number);
    }

    static Identity check(String number) {
        String text = Normalizer.normalize(within("number", number), Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}]", "")
                .toUpperCase(Locale.ROOT);
        if (!text.matches("\\d{15}|\\d{17}[\\dX]|\\d{1,17}")) {
            return creditCode(text);
        }
        try {
            return new Identity(
                    Kind.RESIDENT_ID,
                    true,
                    IdentityNumber.parse(text).value(),
                    List.of(),
                    text.length() == 15 ? List.of("十五位旧号码已换算为十八位，请核对证件") : List.of());
        } catch (IllegalArgumentException e) {
            // A credit code may consist of digits alone.
            if (text.matches("\\d{18}") && new CreditCode(text).checks()) {
                return creditCode(text);
            }
            return new Identity(Kind.RESIDENT_ID, false, null, List.of(String.valueOf(e.getMessage())), List.of());
        }
    }

    private static Identity creditCode(String text) {
        try {
            CreditCode code = CreditCode.parse(text);
            return new Identity(
                    Kind.CREDIT_CODE,
                    true,
                    code.value(),
                    List.of(),
                    code.checks() ? List.of() : List.of("校验位不符，个别登记机关发出的代码确有此情形，请核对证照"));
        } catch (IllegalArgumentException e) {
            return new Identity(Kind.CREDIT_CODE, false, null, List.of(String.valueOf(e.getMessage())), List.of());
        }
    }

    /** @param historical whether the number is of a form used before 2016, of which only the year is read */
    record CaseNumberRead(
            boolean valid,
            @Nullable String canonical,
            @Nullable Integer year,
            @Nullable String court,
            @Nullable String type,
            @Nullable Integer sequence,
            boolean historical,
            List<String> problems) {}

    @Operation(summary = "核对案号", description = "给出规范写法并拆出年度、法院代字、类型代字和序号；2016年以前的旧式案号也能识别。")
    @GetMapping("/case-number")
    CaseNumberRead caseNumber(@RequestParam String text) {
        return read(text);
    }

    static CaseNumberRead read(String text) {
        try {
            CaseNumber n = CaseNumber.parseAnyForm(within("text", text));
            return new CaseNumberRead(
                    true,
                    n.text(),
                    n.year(),
                    n.court() == null ? null : n.court().value(),
                    n.type(),
                    n.isHistorical() ? null : n.sequence(),
                    n.isHistorical(),
                    List.of());
        } catch (IllegalArgumentException e) {
            return new CaseNumberRead(
                    false, null, null, null, null, null, false, List.of(String.valueOf(e.getMessage())));
        }
    }

    private static String within(String field, String text) {
        if (text.length() > MAX_LENGTH) {
            throw new cn.sunlit.kernel.Problem.Invalid(field, "不能超过%d个字".formatted(MAX_LENGTH));
        }
        return text;
    }
}
