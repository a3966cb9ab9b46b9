package cn.sunlit.tools;

import cn.sunlit.identity.CourtCodes;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.IdentityDocument;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whether a number can be one: identity documents, credit codes, case numbers. Nothing is looked up or stored. */
@Tag(name = "工具")
@RestController
@RequestMapping("/api/tools")
class NumberTools {

    private static final int MAX_LENGTH = 200;

    /** Kinds whose check digit or first letter leaves no doubt. */
    private static final Set<IdentityDocument.Kind> UNMISTAKABLE = EnumSet.of(
            IdentityDocument.Kind.RESIDENT_ID,
            IdentityDocument.Kind.CREDIT_CODE,
            IdentityDocument.Kind.HK_MACAO_PERMIT,
            IdentityDocument.Kind.FOREIGN_PERMANENT_RESIDENT_ID);

    /** @param canonical the number as it is registered, left out where it is not valid */
    record Identity(
            IdentityDocument.Kind kind,
            boolean valid,
            @Nullable String canonical,
            List<String> problems,
            List<String> warnings) {}

    @Operation(summary = "核对证件号码、统一社会信用代码", description = "只核对号码本身，不查询也不保存。kind 不填的按号码形式判断种类；信用代码等校验位不符的只作提示。")
    @GetMapping("/identity")
    Identity identity(
            @RequestParam String number, @RequestParam(required = false) IdentityDocument.@Nullable Kind kind) {
        return check(number, kind);
    }

    static Identity check(String number) {
        return check(number, null);
    }

    /** @param kind what the number is said to be, or null to judge by its form */
    private static Identity check(String number, IdentityDocument.@Nullable Kind kind) {
        String text = within("number", number);
        Optional<IdentityDocument.Kind> guessed = kind == null ? IdentityDocument.guess(text) : Optional.of(kind);
        IdentityDocument.Kind as = guessed.orElse(IdentityDocument.Kind.CREDIT_CODE);
        try {
            IdentityDocument document = IdentityDocument.parse(as, text);
            List<String> warnings = new ArrayList<>(document.warnings());
            if (kind == null && !UNMISTAKABLE.contains(as)) {
                warnings.add("仅按号码形式判断为%s，请核对证件种类".formatted(as.zh()));
            }
            return new Identity(as, true, document.canonical(), List.of(), warnings);
        } catch (IllegalArgumentException e) {
            return new Identity(as, false, null, List.of(String.valueOf(e.getMessage())), List.of());
        }
    }

    /**
     * @param historical whether the number is of a form used before 2016, of which only the year is read
     * @param warnings what should be looked at although the number can be read
     */
    record CaseNumberRead(
            boolean valid,
            @Nullable String canonical,
            @Nullable Integer year,
            @Nullable String court,
            @Nullable String type,
            @Nullable Integer sequence,
            boolean historical,
            List<String> problems,
            List<String> warnings) {}

    @Operation(summary = "核对案号", description = "给出规范写法并拆出年度、法院代字、类型代字和序号；2016年以前的旧式案号也能识别；法院代字不在字典中的提示核对。")
    @GetMapping("/case-number")
    CaseNumberRead caseNumber(@RequestParam String text) {
        return read(text);
    }

    static CaseNumberRead read(String text) {
        try {
            CaseNumber n = CaseNumber.parseAnyForm(within("text", text));
            CourtCode court = n.court();
            return new CaseNumberRead(
                    true,
                    n.text(),
                    n.year(),
                    court == null ? null : court.value(),
                    n.type(),
                    n.isHistorical() ? null : n.sequence(),
                    n.isHistorical(),
                    List.of(),
                    court == null || CourtCodes.isKnown(court)
                            ? List.of()
                            : List.of("法院代字“%s”不在法院代字字典中，请核对是否录错".formatted(court)));
        } catch (IllegalArgumentException e) {
            return new CaseNumberRead(
                    false, null, null, null, null, null, false, List.of(String.valueOf(e.getMessage())), List.of());
        }
    }

    private static String within(String field, String text) {
        if (text.length() > MAX_LENGTH) {
            throw new cn.sunlit.kernel.Problem.Invalid(field, "不能超过%d个字".formatted(MAX_LENGTH));
        }
        return text;
    }
}
