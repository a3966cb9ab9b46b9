package cn.sunlit.portal;

import cn.sunlit.docket.Alert;
import cn.sunlit.docket.PublicNode;
import cn.sunlit.docket.State;
import cn.sunlit.web.Show;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a party's case stands on list one.
 *
 * @param nodes all milestones in their order
 * @param closed whether the case has ended, so that nothing comes next
 */
record PortalStep(List<PublicNode> nodes, boolean closed) {

    long done() {
        return nodes.stream()
                .filter(n -> n.disclosed() && n.state() == State.DONE)
                .count();
    }

    List<PublicNode> open() {
        return nodes.stream()
                .filter(n -> !closed && n.disclosed() && n.state() == State.OPEN)
                .toList();
    }

    /** What was completed last, or null. */
    @Nullable
    PublicNode latest() {
        return nodes.stream()
                .filter(n -> n.disclosed() && n.state() == State.DONE && n.doneOn() != null)
                .max(Comparator.comparing(PublicNode::doneOn).thenComparing(PublicNode::order))
                .orElse(null);
    }

    /** The first that has not begun after the furthest that is done; closing waits at the end all the while. */
    @Nullable
    PublicNode next() {
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
    String when(PublicNode node) {
        if (!node.disclosed()) {
            return "不公开";
        }
        return switch (node.state()) {
            case DONE -> "已完成，" + Show.dateInWords(node.doneOn());
            case OPEN -> node.dueOn() == null ? "正在办理" : "正在办理，最迟 " + Show.dateInWords(node.dueOn());
            case WAIVED -> "本案不需要";
            case PENDING -> closed ? "本案没有走到" : node.equals(next()) ? "下一步" : "尚未开始";
        };
    }

    /** The class by which the station is drawn. */
    String look(PublicNode node) {
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

    static boolean late(PublicNode node) {
        return node.disclosed() && node.state() == State.OPEN && node.alert() == Alert.OVERDUE;
    }
}
