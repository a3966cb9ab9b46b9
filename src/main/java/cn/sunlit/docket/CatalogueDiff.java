package cn.sunlit.docket;

import cn.sunlit.publicity.Audience;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one catalogue changes against another, node by node, in the words of a reader. Pure. */
final class CatalogueDiff {

    private CatalogueDiff() {}

    /**
     * @param kind 新增, 删除 or 修改
     * @param lines what of it, before and after; none for a node that came or went
     */
    record Changed(String code, String name, String kind, List<Line> lines) {
        String tone() {
            return switch (kind) {
                case "新增" -> "done";
                case "删除" -> "overdue";
                default -> "yellow";
            };
        }
    }

    record Line(String what, String before, String after) {}

    static List<Changed> nodes(Catalogue before, Catalogue after) {
        return compare(before.nodes(), after.nodes(), NodeSpec::name, n -> words(before, n), n -> words(after, n));
    }

    static List<Changed> publicNodes(Catalogue before, Catalogue after) {
        return compare(
                before.publicNodes(),
                after.publicNodes(),
                PublicSpec::name,
                CatalogueDiff::words,
                CatalogueDiff::words);
    }

    private static <T> List<Changed> compare(
            Map<String, T> before,
            Map<String, T> after,
            java.util.function.Function<T, String> name,
            java.util.function.Function<T, Map<String, String>> wordsBefore,
            java.util.function.Function<T, Map<String, String>> wordsAfter) {
        Set<String> codes = new LinkedHashSet<>(before.keySet());
        codes.addAll(after.keySet());
        List<Changed> changes = new ArrayList<>();
        for (String code : codes.stream().sorted().toList()) {
            T was = before.get(code);
            T is = after.get(code);
            if (was == null && is != null) {
                changes.add(new Changed(code, name.apply(is), "新增", lines(Map.of(), wordsAfter.apply(is))));
            } else if (was != null && is == null) {
                changes.add(new Changed(code, name.apply(was), "删除", List.of()));
            } else if (was != null && is != null) {
                List<Line> lines = lines(wordsBefore.apply(was), wordsAfter.apply(is));
                if (!lines.isEmpty()) {
                    changes.add(new Changed(code, name.apply(is), "修改", lines));
                }
            }
        }
        return changes;
    }

    private static List<Line> lines(Map<String, String> before, Map<String, String> after) {
        return after.entrySet().stream()
                .filter(e -> !Objects.equals(before.getOrDefault(e.getKey(), ""), e.getValue()))
                .map(e -> new Line(
                        e.getKey(),
                        before.isEmpty() ? "" : nothing(before.getOrDefault(e.getKey(), "")),
                        nothing(e.getValue())))
                .toList();
    }

    private static String nothing(String text) {
        return text.isEmpty() ? "无" : text;
    }

    private static Map<String, String> words(Catalogue catalogue, NodeSpec node) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("名称", node.name());
        words.put("标识", node.identifier());
        words.put("阶段", catalogue.stageName(node));
        words.put("适用", node.always() ? "每案必经" : "视情形：" + node.trigger());
        words.put("起算", catalogue.startEvents().getOrDefault(node.startEvent(), node.startEvent()));
        words.put("期限", node.due().display() + "（" + node.due().authority().zh() + "）");
        words.put("内部目标", node.target() == null ? "" : node.target().display());
        words.put(
                "特殊期限", node.variants().stream().map(NodeSpec.Variant::display).collect(Collectors.joining("；")));
        words.put("预警", lamps(node.alert()));
        words.put("随中止停止计算", node.suspendable() ? "是" : "否");
        words.put("可重复", node.repeatable() ? "是" : "否");
        words.put("责任人", catalogue.roleName(node));
        words.put(
                "公开",
                node.publicNode() == null
                        ? "内部"
                        : node.publicNode() + " " + node.timing().zh());
        words.put("前置节点", String.join("、", node.preconditions()));
        words.put("前置节点（任一）", String.join("、", node.preconditionsAny()));
        words.put("证据", String.join("、", node.evidence()));
        words.put("依据", String.join("；", node.law()));
        return words;
    }

    static String lamps(NodeSpec.@Nullable Lamps lamps) {
        return lamps == null
                ? ""
                : "黄灯提前%s、红灯提前%s"
                        .formatted(lamps.yellow().display(), lamps.red().display());
    }

    private static Map<String, String> words(PublicSpec node) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("名称", node.name());
        words.put("对象", audience(node.audience()));
        words.put(
                "对象收窄",
                node.overrides().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(e -> e.getKey() + "只对" + audience(e.getValue()))
                        .collect(Collectors.joining("；")));
        words.put("公开内容", String.join("；", node.disclose()));
        words.put("公开期限", node.within().value() == 0 ? "当日" : node.within().display());
        words.put("遮盖", String.join("；", node.redaction()));
        words.put("权利告知", String.join("；", node.rights()));
        words.put("来源节点", String.join("、", node.internalNodes()));
        return words;
    }

    private static String audience(Set<Audience> audience) {
        return audience.stream().map(Audience::zh).collect(Collectors.joining("、"));
    }
}
