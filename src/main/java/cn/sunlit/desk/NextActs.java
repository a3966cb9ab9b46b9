package cn.sunlit.desk;

import cn.sunlit.docket.InnerNode;
import cn.sunlit.docket.State;
import java.util.List;

/** Which page of a case a node is worked on, and which acts come next. */
final class NextActs {

    private NextActs() {}

    /**
     * Something that can be done now.
     *
     * @param title on the button
     * @param path where it is posted, or the page where it is done
     * @param post whether the button itself does it
     * @param law the article that it follows
     * @param alert the lamp, {@code RED}
     */
    record Act(String code, String title, String path, boolean post, String law, String due, String alert) {}

    /** The suffix of the tab: deeds of property on 财产, of money on 案款; what the case page itself offers, empty. */
    static String tabOf(String code) {
        return switch (code.charAt(0)) {
            case 'C', 'D', 'E' -> "/assets";
            case 'F' -> "/funds";
            case 'G' -> "/sanctions";
            case 'A', 'B' -> "";
            default -> code.equals("I03") ? "" : "/nodes";
        };
    }

    static String authorityZh(String authority) {
        return switch (authority) {
            case "STATUTORY", "法定" -> "法定";
            case "JUDICIAL_POLICY", "司法文件" -> "司法文件";
            case "LOCAL_PRACTICE", "地方" -> "地方";
            default -> "内部";
        };
    }

    /** The acts that the open nodes call for, in the catalogue's order. */
    static List<Act> of(String casePath, List<InnerNode> nodes) {
        return nodes.stream()
                .filter(node -> node.state() == State.OPEN)
                .map(node -> act(casePath, node))
                .toList();
    }

    private static Act act(String casePath, InnerNode node) {
        String law = node.law().isEmpty() ? "" : node.law().getFirst();
        String due = node.dueOn() == null ? "" : node.dueOn().toString();
        String alert = node.alert().name();
        return switch (node.code()) {
            case "A07" -> new Act("A07", "接收案件", casePath + "/initiation/intake", true, law, due, alert);
            case "B01" -> new Act("B01", "制发执行通知书和报告财产令", casePath + "/initiation/notice", true, law, due, alert);
            case "B03" -> new Act("B03", "电子送达（受送达人已同意）", casePath + "/initiation/service", true, law, due, alert);
            case "B04" -> new Act("B04", "通知申请人提供线索", casePath + "/initiation/clues", true, law, due, alert);
            default -> new Act(node.code(), node.name(), casePath + tabOf(node.code()), false, law, due, alert);
        };
    }
}
