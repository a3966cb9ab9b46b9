package cn.sunlit.docket;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version of both catalogues: configuration, validated when read ({@link CatalogueReader}), never changed afterwards.
 *
 * @param hash SHA-256 of both texts, hex
 */
record Catalogue(
        String version,
        LocalDate effectiveFrom,
        String hash,
        String provenance,
        Map<String, String> stages,
        Map<String, String> roles,
        Map<String, String> startEvents,
        Map<String, String> references,
        Map<String, NodeSpec> nodes,
        Map<String, PublicSpec> publicNodes) {

    /** What follows from the completion of a node, where the completion itself is the start event of others. */
    static final Map<String, String> CONSEQUENCES = Map.of(
            "A06", "OFFICER_ASSIGNED",
            "A07", "OFFICER_INTAKE_DONE",
            "B01", "ENFORCEMENT_NOTICE_ISSUED",
            "C02", "ASSET_REVIEW_DONE",
            "C06", "FIELD_INVESTIGATION_STARTED",
            "F01", "FUNDS_CLAIMED",
            "E03", "REFERENCE_PRICE_CONFIRMED",
            "I01", "TERMINATION_INTERVIEW_DONE",
            "I03", "CASE_CLOSED");

    /** The same with the periods that it has for a kind of case; itself for ordinary ones. */
    Catalogue forCase(@Nullable String kind) {
        if (kind == null) {
            return this;
        }
        return new Catalogue(
                version,
                effectiveFrom,
                hash,
                provenance,
                stages,
                roles,
                startEvents,
                references,
                byCode(nodes.values().stream().map(n -> n.forCase(kind)).toList(), NodeSpec::code),
                publicNodes);
    }

    boolean has(String code) {
        return nodes.containsKey(code);
    }

    NodeSpec node(String code) {
        return Optional.ofNullable(nodes.get(code)).orElseThrow(() -> new IllegalArgumentException("目录中没有节点 " + code));
    }

    PublicSpec publicNode(String code) {
        return Optional.ofNullable(publicNodes.get(code))
                .orElseThrow(() -> new IllegalArgumentException("目录中没有公开节点 " + code));
    }

    /** The nodes that an event starts, in the catalogue's order. */
    List<NodeSpec> startedBy(String event) {
        if (!startEvents.containsKey(event)) {
            throw new IllegalArgumentException("目录中没有起算事件 " + event);
        }
        return nodes.values().stream().filter(n -> n.startEvent().equals(event)).toList();
    }

    String stageName(NodeSpec node) {
        return stages.getOrDefault(node.stage(), node.stage());
    }

    String roleName(NodeSpec node) {
        return roles.getOrDefault(node.role(), node.role());
    }

    static <T> Map<String, T> byCode(Collection<T> items, java.util.function.Function<T, String> code) {
        Map<String, T> map = new LinkedHashMap<>();
        items.forEach(item -> map.put(code.apply(item), item));
        return java.util.Collections.unmodifiableMap(map);
    }
}
