package cn.sunlit.docket;

import cn.sunlit.kernel.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody proposes about a case's periods, as typed.
 *
 * @param kind SUSPENSION, EXTENSION, START or WAIVER
 * @param run the key of the run concerned; none for a suspension
 * @param ground of a suspension
 * @param from first day that does not count; of a corrected start the right day
 * @param to last day that does not count; none while it lasts
 * @param value of an extension, in the unit of the rule's period
 * @param replaces the entry that this one ends or corrects
 * @param cancel whether that entry is only taken back
 * @param document the key of a document of this case; else title and number of a paper of another authority
 * @param documentSha256 of that paper, hex, where it is at hand
 * @param reportNumber under which a further extension of the term was reported to the high court
 */
@Schema(
        example = "{\"kind\":\"SUSPENSION\",\"ground\":\"STAY\",\"from\":\"2026-03-02\",\"reason\":\"申请人表示可以延期执行\","
                + "\"documentTitle\":\"执行裁定书\",\"documentNumber\":\"（2026）鄂1125执123号之二\"}")
record PeriodProposal(
        LedgerEntry.@Nullable Kind kind,
        @Nullable Long run,
        @Nullable Ground ground,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Integer value,
        @Nullable Long replaces,
        @Nullable Boolean cancel,
        @Nullable String reason,
        @Nullable Long document,
        @Nullable String documentTitle,
        @Nullable String documentNumber,
        @Nullable String documentSha256,
        @Nullable String reportNumber) {

    boolean cancels() {
        return Boolean.TRUE.equals(cancel);
    }

    /** Everything that is missing or does not belong together, before the case is looked at. */
    void check(LocalDate today) {
        List<Problem.FieldError> wrong = new ArrayList<>();
        if (kind == null) {
            wrong.add(new Problem.FieldError("kind", "须写明事项：扣除期间、延长期限、更正起算、免除节点"));
        }
        if (kind == LedgerEntry.Kind.SUSPENSION) {
            suspension(today, wrong);
        } else if (kind != null && run == null) {
            wrong.add(new Problem.FieldError("run", "须写明是哪一个办理中的节点"));
        }
        if (kind == LedgerEntry.Kind.EXTENSION && (value == null || value < 1)) {
            wrong.add(new Problem.FieldError("value", "延长的长度须是大于零的整数"));
        }
        if (kind == LedgerEntry.Kind.START) {
            notFuture("from", from, today, wrong);
        }
        if (cancels() && replaces == null) {
            wrong.add(new Problem.FieldError("replaces", "撤回须写明撤回哪一项登记"));
        }
        if (document == null && (blank(documentTitle) || blank(documentNumber))) {
            wrong.add(new Problem.FieldError("document", "须挂上文书：选本案文书，或者写明外来文书的名称和文号"));
        }
        if (documentSha256 != null && !documentSha256.isBlank() && !documentSha256.matches("[0-9a-f]{64}")) {
            wrong.add(new Problem.FieldError("documentSha256", "散列值须是64位十六进制小写字符"));
        }
        if (!wrong.isEmpty()) {
            throw new Problem.Invalid(wrong);
        }
    }

    private void suspension(LocalDate today, List<Problem.FieldError> wrong) {
        if (ground == null) {
            wrong.add(new Problem.FieldError("ground", "须选择扣除的事由"));
        }
        notFuture("from", from, today, wrong);
        if (from != null && to != null && to.isBefore(from)) {
            wrong.add(new Problem.FieldError("to", "结束日%s早于开始日%s".formatted(to, from)));
        }
        if (ground != null && ground.isStay() && to != null && to.isAfter(today)) {
            wrong.add(new Problem.FieldError("to", "中止执行以恢复执行之日为结束日，不能写将来的日子"));
        }
    }

    private static void notFuture(
            String field, @Nullable LocalDate day, LocalDate today, List<Problem.FieldError> wrong) {
        if (day == null) {
            wrong.add(new Problem.FieldError(field, "须写明日期，形如2026-03-02"));
        } else if (day.isAfter(today)) {
            wrong.add(new Problem.FieldError(field, "日期%s在将来".formatted(day)));
        }
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
