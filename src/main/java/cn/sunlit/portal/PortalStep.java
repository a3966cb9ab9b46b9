package cn.sunlit.portal;

import cn.sunlit.docket.Alert;
import cn.sunlit.docket.PublicNode;
import cn.sunlit.docket.State;
import java.util.List;

/**
 * Where a party's case stands on list one.
 *
 * @param nodes all milestones in their order
 */
record PortalStep(List<PublicNode> nodes) {

    long done() {
        return nodes.stream()
                .filter(n -> n.disclosed() && n.state() == State.DONE)
                .count();
    }

    List<PublicNode> open() {
        return nodes.stream()
                .filter(n -> n.disclosed() && n.state() == State.OPEN)
                .toList();
    }

    /** The class by which the station is drawn. */
    static String look(PublicNode node) {
        if (!node.disclosed()) {
            return "";
        }
        return switch (node.state()) {
            case DONE -> "done";
            case OPEN -> "open";
            case PENDING, WAIVED -> "";
        };
    }

    static boolean late(PublicNode node) {
        return node.disclosed() && node.state() == State.OPEN && node.alert() == Alert.OVERDUE;
    }
}
