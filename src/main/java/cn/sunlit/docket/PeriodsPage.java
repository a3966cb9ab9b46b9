package cn.sunlit.docket;

import cn.sunlit.documents.Document;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of a case's periods and the forms for it: {@code /cases/{number}/periods}.
 *
 * @param runs open runs with a period, for extensions, corrected starts and waivers
 * @param escalation from when the applicant may turn to the court above, with its steps
 * @param problems why the last act was not carried out
 */
record PeriodsPage(
        CaseHeader header,
        List<Line> lines,
        List<Run> runs,
        List<Document> documents,
        Escalation escalation,
        boolean mayPropose,
        boolean mayApprove,
        LocalDate today,
        List<String> problems,
        PeriodProposal typed)
        implements Screen {

    /** One entry and how it stands. */
    record Line(LedgerEntry entry, String state) {

        String stateZh() {
            return switch (state) {
                case "WAITING" -> "待批准";
                case "IN_FORCE" -> entry.cancelled() ? "已撤回原登记" : "生效中";
                case "REFUSED" -> "不批准";
                default -> entry.cancelled() ? "已撤回原登记" : "已被替代";
            };
        }

        String tone() {
            return switch (state) {
                case "WAITING" -> "yellow";
                case "IN_FORCE" -> "done";
                default -> "waived";
            };
        }

        String what() {
            String kind = (entry.cancelled() ? "撤回" : "") + entry.kind().zh();
            if (entry.ground() != null) {
                return kind + "：" + entry.ground().zh();
            }
            return entry.code() == null ? kind : kind + "：节点" + entry.code();
        }
    }

    /** @param extension what may be asked for, in words; null where the law knows no extension */
    record Run(NodeRow row, NodeSpec node, @Nullable String extension) {
        String display() {
            String day = row.dueOn() == null ? "届满日待定" : "至" + row.dueOn();
            return "%s %s 第%d次（%s）".formatted(node.code(), node.name(), row.run(), day);
        }
    }

    /** @param on null while the days stand still */
    record Escalation(@Nullable LocalDate on, List<String> steps, List<String> law) {}

    static List<Ground> grounds() {
        return Arrays.asList(Ground.values());
    }

    List<Line> inForce() {
        return lines.stream()
                .filter(l -> l.state().equals("IN_FORCE") && l.entry().kind() != LedgerEntry.Kind.WAIVER)
                .toList();
    }

    String typed(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    @Override
    public String title() {
        return "期限登记";
    }
}
