package cn.sunlit.cases;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every lawful change of a case's stage; what is not in this table cannot happen. A case that ended its procedure is not
 * opened again: its resumption is a new case of type 执恢 (法发〔2014〕26号).
 */
final class Stages {

    /** @param outcome the way of closing, or null for a change within a running case */
    record Change(Stage from, Stage to, @Nullable Outcome outcome, String zh) {}

    static final List<Change> TABLE = List.of(
            new Change(Stage.OPEN, Stage.SUSPENDED, null, "裁定中止执行（民事诉讼法第二百六十七条）"),
            new Change(Stage.SUSPENDED, Stage.OPEN, null, "中止情形消失，恢复执行（民事诉讼法第二百六十七条第二款）"),
            new Change(Stage.OPEN, Stage.CLOSED, Outcome.FULLY_PERFORMED, "执行完毕"),
            new Change(Stage.SUSPENDED, Stage.CLOSED, Outcome.FULLY_PERFORMED, "和解协议履行完毕"),
            new Change(
                    Stage.OPEN,
                    Stage.TERMINATED_THIS_PROCEDURE,
                    Outcome.TERMINATED_THIS_PROCEDURE,
                    "裁定终结本次执行程序（民诉法解释第五百一十七条）"),
            new Change(Stage.OPEN, Stage.CLOSED, Outcome.TERMINATED, "裁定终结执行（民事诉讼法第二百六十八条）"),
            new Change(Stage.SUSPENDED, Stage.CLOSED, Outcome.TERMINATED, "中止中裁定终结执行"),
            new Change(Stage.OPEN, Stage.CLOSED, Outcome.CASE_CANCELLED, "销案"),
            new Change(Stage.OPEN, Stage.CLOSED, Outcome.DENIED_ENFORCEMENT, "裁定不予执行"),
            new Change(Stage.SUSPENDED, Stage.CLOSED, Outcome.DENIED_ENFORCEMENT, "中止中裁定不予执行"),
            new Change(Stage.OPEN, Stage.CLOSED, Outcome.APPLICATION_DISMISSED, "裁定驳回执行申请"));

    private Stages() {}

    /** Where closing in this way leads from this stage, empty where the law knows no such way. */
    static Optional<Stage> after(Stage from, Outcome outcome) {
        return TABLE.stream()
                .filter(c -> c.from() == from && c.outcome() == outcome)
                .map(Change::to)
                .findFirst();
    }

    /** Whether a running case may go from one to the other. */
    static boolean allows(Stage from, Stage to) {
        return TABLE.stream().anyMatch(c -> c.from() == from && c.to() == to && c.outcome() == null);
    }

    /** The page {@code docs/generated/states.md}. */
    static String diagram() {
        var page = new StringBuilder(
                        "# Stages of a case\n\nDrawn from `cn.sunlit.cases.Stages`; what is not here cannot happen.\n\n")
                .append("```mermaid\nstateDiagram-v2\n    [*] --> OPEN: 立案\n");
        for (Change change : TABLE) {
            page.append("    %s --> %s: %s%n".formatted(change.from(), change.to(), change.zh()));
        }
        page.append("    TERMINATED_THIS_PROCEDURE --> [*]\n    CLOSED --> [*]\n```\n\n| stage | 中文 |\n|---|---|\n");
        Arrays.stream(Stage.values()).forEach(s -> page.append("| %s | %s |%n".formatted(s, s.zh())));
        return page.toString();
    }
}
