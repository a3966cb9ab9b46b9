package cn.sunlit.docket;

import cn.sunlit.docket.NodeSpec.Timing;
import cn.sunlit.statutes.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Changes one thing in the two texts of a catalogue and keeps the references between them. Works on texts that can be read. */
final class CatalogueEditor {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private final ObjectNode inner;
    private final ObjectNode open;

    /** What a form says of a node; unit NONE where no period is fixed, an empty public node for an internal one. */
    record Change(
            String name,
            @Nullable Integer value,
            String unit,
            @Nullable Integer yellow,
            @Nullable Integer red,
            String lampUnit,
            String role,
            String publicNode,
            Timing timing) {

        static Change of(NodeSpec node) {
            Period due = node.due().period();
            NodeSpec.Lamps lamps = node.alert();
            return new Change(
                    node.name(),
                    due == null ? null : due.value(),
                    due == null ? "NONE" : due.unit().name(),
                    lamps == null ? null : lamps.yellow().value(),
                    lamps == null ? null : lamps.red().value(),
                    lamps == null
                            ? Period.Unit.NATURAL_DAY.name()
                            : lamps.yellow().unit().name(),
                    node.role(),
                    node.publicNode() == null ? "" : node.publicNode(),
                    node.timing());
        }
    }

    CatalogueEditor(String innerYaml, String publicYaml) {
        inner = (ObjectNode) CatalogueText.mapper().readTree(innerYaml);
        open = (ObjectNode) CatalogueText.mapper().readTree(publicYaml);
    }

    String innerText() {
        return YAML.writeValueAsString(inner);
    }

    String openText() {
        return YAML.writeValueAsString(open);
    }

    CatalogueEditor version(String version) {
        inner.put("version", version);
        open.put("version", version);
        return this;
    }

    CatalogueEditor change(String code, Change to) {
        ObjectNode node = find(inner.path("nodes"), code);
        node.put("nameZh", to.name());
        ObjectNode due = (ObjectNode) node.path("due");
        due.put("unit", to.unit());
        due.put("value", to.unit().equals("NONE") ? null : to.value());
        if (to.yellow() == null && to.red() == null) {
            node.putNull("alert");
        } else {
            node.putObject("alert")
                    .put("yellowBefore", to.yellow())
                    .put("redBefore", to.red())
                    .put("unit", to.lampUnit());
        }
        node.put("role", to.role());
        boolean shown = !to.publicNode().isEmpty();
        node.put("public", shown);
        node.put("publicNode", shown ? to.publicNode() : null);
        node.put("publishTiming", to.timing().name());
        showIn(code, to.publicNode());
        return this;
    }

    /** Leaves a node out: what waited for it no longer does. */
    CatalogueEditor remove(String code) {
        ArrayNode nodes = (ArrayNode) inner.path("nodes");
        nodes.values().removeIf(n -> code.equals(n.path("code").asString()));
        for (JsonNode n : nodes) {
            without(n.path("preconditions"), code);
            without(n.path("preconditionsAny"), code);
        }
        showIn(code, "");
        inner.put("nodeCount", nodes.size());
        return this;
    }

    /** A public node that shows nothing any more goes. */
    private void showIn(String code, String publicNode) {
        ArrayNode publics = (ArrayNode) open.path("publicNodes");
        for (JsonNode p : publics) {
            boolean wanted = publicNode.equals(p.path("code").asString());
            if (wanted) {
                if (p.path("internalNodes").valueStream().noneMatch(i -> code.equals(i.asString()))) {
                    ((ArrayNode) p.path("internalNodes")).add(code);
                }
            } else {
                without(p.path("internalNodes"), code);
                if (p.path("audienceOverrides") instanceof ObjectNode overrides) {
                    overrides.remove(code);
                }
            }
        }
        publics.values().removeIf(p -> p.path("internalNodes").isEmpty());
        open.put("nodeCount", publics.size());
    }

    private static void without(JsonNode list, String code) {
        if (list instanceof ArrayNode items) {
            items.values().removeIf(i -> code.equals(i.asString()));
        }
    }

    private static ObjectNode find(JsonNode nodes, String code) {
        List<JsonNode> all = new ArrayList<>();
        nodes.forEach(all::add);
        return all.stream()
                .filter(n -> Objects.equals(code, n.path("code").asString()))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
