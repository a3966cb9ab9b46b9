package cn.sunlit.cases;

import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.PlainText;
import cn.sunlit.kernel.Problem;
import cn.sunlit.kernel.Problem.FieldError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The terms of a search as they come in an address, for programs and for the page; what is left out or empty means any. */
record CaseQuery(
        @Schema(description = "法院代字，含其下级法院；不填为本院及下级，立案、监督人员和业务系统另含本院接管的外院案件", example = "鄂1125") @Nullable
        String court,

        @Schema(
                description = "办理阶段",
                allowableValues = {"OPEN", "SUSPENDED", "TERMINATED_THIS_PROCEDURE", "CLOSED"})
        @Nullable
        String stage,

        @Schema(description = "承办人的登录名", example = "judge") @Nullable
        String officer,

        @Schema(description = "被执行人姓名或者名称的一部分") @Nullable String debtor,

        @Schema(description = "案件类型", example = "FIRST_ENFORCEMENT") @Nullable
        String type,

        @Schema(
                description = "结案方式",
                allowableValues = {
                    "FULLY_PERFORMED",
                    "TERMINATED_THIS_PROCEDURE",
                    "TERMINATED",
                    "CASE_CANCELLED",
                    "DENIED_ENFORCEMENT",
                    "APPLICATION_DISMISSED"
                })
        @Nullable
        String outcome,

        @Schema(description = "完整案号", example = "（2026）鄂1125执123号") @Nullable
        String number,

        @Schema(description = "立案日期起", format = "date") @Nullable
        String filedFrom,

        @Schema(description = "立案日期止", format = "date") @Nullable
        String filedTo,

        @Schema(description = "结案日期起", format = "date") @Nullable
        String closedFrom,

        @Schema(description = "结案日期止", format = "date") @Nullable
        String closedTo,

        @Schema(description = "受理期间起：这一天在办，或者其后立案", format = "date") @Nullable
        String acceptedFrom,

        @Schema(description = "受理期间止：这一天以前已立案", format = "date") @Nullable
        String acceptedTo) {

    /** From a page's filters; what the map does not name is any. */
    static CaseQuery of(Map<String, String> asked) {
        return new CaseQuery(
                asked.get("court"),
                asked.get("stage"),
                asked.get("officer"),
                asked.get("debtor"),
                asked.get("type"),
                asked.get("outcome"),
                asked.get("number"),
                asked.get("filedFrom"),
                asked.get("filedTo"),
                asked.get("closedFrom"),
                asked.get("closedTo"),
                asked.get("acceptedFrom"),
                asked.get("acceptedTo"));
    }

    /** @throws Problem.Invalid naming every term that is wrong */
    CaseSearch sought() {
        List<FieldError> errors = new ArrayList<>();
        CaseSearch search = new CaseSearch(
                read(errors, "court", court, CaseQuery::courtCode),
                read(errors, "stage", stage, text -> choice(Stage.class, text)),
                read(errors, "outcome", outcome, text -> choice(Outcome.class, text)),
                read(errors, "type", type, CaseQuery::words),
                read(errors, "officer", officer, CaseQuery::words),
                read(errors, "debtor", debtor, CaseQuery::words),
                read(
                        errors,
                        "number",
                        number,
                        text -> CaseNumber.parseAnyForm(text).text()),
                read(errors, "filedFrom", filedFrom, CaseQuery::day),
                read(errors, "filedTo", filedTo, CaseQuery::day),
                read(errors, "closedFrom", closedFrom, CaseQuery::day),
                read(errors, "closedTo", closedTo, CaseQuery::day),
                read(errors, "acceptedFrom", acceptedFrom, CaseQuery::day),
                read(errors, "acceptedTo", acceptedTo, CaseQuery::day));
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
        return search;
    }

    /** Reads one term; a reader refuses with a Chinese sentence. */
    static <T> @Nullable T read(
            List<FieldError> errors, String field, @Nullable String text, Function<String, T> reader) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return reader.apply(text.strip());
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError(field, String.valueOf(e.getMessage())));
            return null;
        }
    }

    private static CourtCode courtCode(String text) {
        if (!CourtCode.isWellFormed(text)) {
            throw new IllegalArgumentException("法院代字格式不正确，例如“鄂1125”");
        }
        return CourtCode.parse(text);
    }

    static String words(String text) {
        if (text.length() > 100 || PlainText.unfit(text, false) != null) {
            throw new IllegalArgumentException("文字过长（最多100个字）或者含有无法识别的字符");
        }
        return text;
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("日期应为“年-月-日”，例如 2026-03-02", e);
        }
    }

    static <E extends Enum<E>> E choice(Class<E> words, String text) {
        return Arrays.stream(words.getEnumConstants())
                .filter(w -> w.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("只能是："
                        + String.join(
                                "、",
                                Arrays.stream(words.getEnumConstants())
                                        .map(Enum::name)
                                        .toList())));
    }
}
