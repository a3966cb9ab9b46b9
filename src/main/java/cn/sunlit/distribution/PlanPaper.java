package cn.sunlit.distribution;

import cn.sunlit.cases.CaseFile;
import cn.sunlit.cases.CaseParty;
import cn.sunlit.docket.Evidence;
import cn.sunlit.documents.Document;
import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.AmountInWords;
import cn.sunlit.statutes.Explanation;
import cn.sunlit.statutes.Shares;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the documents of a plan say. */
final class PlanPaper {

    private PlanPaper() {}

    static Map<String, Object> fields(Plan plan, CaseFile file, Change.Input input, Shares.Plan shares) {
        Map<String, Object> fields = parties(plan, file);
        fields.put("source", plan.source());
        fields.put("hosting", plan.hosting());
        fields.put("debtorKind", plan.debtorKind().zh());
        fields.put("solvency", plan.solvency() == null ? "，不涉及破产" : "，" + plan.solvency());
        fields.put("pool", plan.pool().display() + "元");
        fields.put("poolInWords", AmountInWords.of(plan.pool()));
        fields.put("asOf", plan.asOf());
        fields.put("rule", input.rule().zh());
        List<String> lines = new ArrayList<>();
        int at = 0;
        for (Entry e : input.entries().stream()
                .sorted(java.util.Comparator.comparing(Entry::rank).thenComparing(Entry::no))
                .toList()) {
            lines.add("%d．%s".formatted(++at, line(e, shares.line(e.no()))));
        }
        fields.put("lines", String.join("\n", lines));
        fields.put(
                "refund",
                shares.refund().isPositive()
                        ? "余款%s元退还被执行人。".formatted(shares.refund().display())
                        : "案款全部分配完毕，没有余款。");
        fields.put(
                "reasons", shares.explanations().stream().map(Board::sentence).collect(Collectors.joining("\n")));
        return fields;
    }

    private static String line(Entry e, Shares.Line got) {
        StringBuilder text = new StringBuilder(e.creditor());
        if (e.caseNumber() != null) {
            text.append("（").append(e.caseNumber()).append("）");
        }
        text.append("：").append(e.rank().zh());
        if (e.since() != null) {
            text.append("，").append(e.since()).append("成立");
        }
        if (e.seizureRank() > 0) {
            text.append("，查封第").append(e.seizureRank()).append("顺位");
        }
        text.append("，债权%s元".formatted(e.total().display()));
        if (e.hasCreditor()) {
            text.append("（费用%s元，利息%s元，本金%s元，加倍部分债务利息%s元）"
                    .formatted(
                            e.costs().display(),
                            e.interest().display(),
                            e.principal().display(),
                            e.doubled().display()));
        }
        text.append("，分得%s元".formatted(got.share().display()));
        if (got.reserved().isPositive()) {
            text.append("，其中预留%s元".formatted(got.reserved().display()));
        }
        return text.append("。")
                .append(got.explanations().stream()
                        .map(Explanation::law)
                        .filter(l -> !l.isEmpty())
                        .distinct()
                        .collect(Collectors.joining("、", "依据：", "。")))
                .toString();
    }

    static Map<String, Object> parties(Plan plan, CaseFile file) {
        Map<String, Object> fields = new HashMap<>();
        fields.put(
                "applicant",
                file.applicants().isEmpty()
                        ? "（未载明）"
                        : file.applicants().stream().map(CaseParty::name).collect(Collectors.joining("、")));
        fields.put("respondent", plan.debtor());
        return fields;
    }

    /** An objection for those who did not make it, or the opposition for who did. */
    static Map<String, Object> dispute(
            Plan plan, CaseFile file, String objector, LocalDate on, String words, List<PlanView.Move> moves) {
        Map<String, Object> fields = parties(plan, file);
        fields.put("objector", objector);
        fields.put("on", on);
        fields.put("words", words);
        fields.put("moves", moves.isEmpty() ? "各项分配数额不变" : moves(moves));
        return fields;
    }

    private static String moves(List<PlanView.Move> moves) {
        return moves.stream()
                .map(m -> "%s：由%s元变为%s元"
                        .formatted(
                                m.entry().creditor(),
                                m.now().display(),
                                m.then().display()))
                .collect(Collectors.joining("\n"));
    }

    static Evidence evidence(Document d) {
        return new Evidence("DOCUMENT", "document:" + d.id(), d.title() + " " + d.number(), d.sha256());
    }

    static Money sum(List<PlanView.Move> moves) {
        return Money.sum(moves.stream().map(m -> m.by().atLeastZero()).toList());
    }
}
