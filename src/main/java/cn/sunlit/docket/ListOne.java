package cn.sunlit.docket;

import cn.sunlit.web.Show;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * List one of a case: where it stands on the way of all milestones, and what comes next.
 *
 * @param nodes all milestones in their order, in the words for one reader
 * @param closed whether the case has ended, so that nothing comes next
 */
public record ListOne(List<PublicNode> nodes, boolean closed) {

    /** The same in the words for an agent (代理人), who acts for one side. */
    public ListOne forAgent() {
        return new ListOne(nodes.stream().map(PublicNode::forAgent).toList(), closed);
    }

    public long done() {
        return nodes.stream()
                .filter(n -> n.disclosed() && n.state() == State.DONE)
                .count();
    }

    public List<PublicNode> open() {
        return nodes.stream()
                .filter(n -> !closed && n.disclosed() && n.state() == State.OPEN)
                .toList();
    }

    /** What was completed last, or null. */
    public @Nullable PublicNode latest() {
        return nodes.stream()
                .filter(n -> n.disclosed() && n.state() == State.DONE && n.doneOn() != null)
                .max(Comparator.comparing(PublicNode::doneOn).thenComparing(PublicNode::order))
                .orElse(null);
    }

    /** The first that has not begun after the furthest that is done; closing waits at the end all the while. */
    public @Nullable PublicNode next() {
        if (closed) {
            return null;
        }
        int furthest = nodes.stream()
                .filter(n -> n.disclosed() && n.state() == State.DONE)
                .mapToInt(PublicNode::order)
                .max()
                .orElse(0);
        return nodes.stream()
                .filter(n -> n.disclosed() && n.state() == State.PENDING && n.order() > furthest)
                .findFirst()
                .orElse(null);
    }

    /** Where it stands in words. */
    public String when(PublicNode node) {
        if (!node.disclosed()) {
            return node.hasOwn() ? "您自己的可以查看" : "不公开";
        }
        return switch (node.state()) {
            case DONE -> "已完成，" + Show.dateInWords(node.doneOn());
            case OPEN -> node.dueOn() == null ? "正在办理" : "正在办理，最迟 " + Show.dateInWords(node.dueOn());
            case WAIVED -> "本案不需要";
            case PENDING -> closed ? "本案没有走到" : node.equals(next()) ? "下一步" : "尚未开始";
        };
    }

    /** The same, as short as a cell of the printed sheet. */
    public String briefly(PublicNode node) {
        if (!node.disclosed()) {
            return node.hasOwn() ? "您自己的可以查看" : "不向您公开";
        }
        return switch (node.state()) {
            case DONE -> "✓ " + Show.date(node.doneOn());
            case OPEN -> node.dueOn() == null ? "● 正在办" : "● 最迟 " + Show.date(node.dueOn());
            case WAIVED -> node.skippedFor() == null ? "本案不需要" : "不需要：" + node.skippedFor();
            case PENDING -> closed ? "没有走到" : node.equals(next()) ? "○ 下一步" : "○ 尚未开始";
        };
    }

    /** The class by which the station is drawn. */
    public String look(PublicNode node) {
        if (!node.disclosed()) {
            return "closed-door";
        }
        return switch (node.state()) {
            case DONE -> "done";
            case OPEN -> "open";
            case PENDING -> node.equals(next()) ? "next" : "pending";
            case WAIVED -> "pending";
        };
    }

    /** Whether something of what is not open to the reader is his own. */
    public boolean hasOwn(PublicNode node) {
        return node.hasOwn();
    }

    public static boolean late(PublicNode node) {
        return node.disclosed() && node.state() == State.OPEN && node.alert() == Alert.OVERDUE;
    }
}
