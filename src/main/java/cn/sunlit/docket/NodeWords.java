package cn.sunlit.docket;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;

/** What a node is called in the version of the catalogue that a case follows, for those who list nodes of many cases. */
@Service
public class NodeWords {

    private final Catalogues catalogues;

    NodeWords(Catalogues catalogues) {
        this.catalogues = catalogues;
    }

    /** @param stage the stage's Chinese name */
    public record Word(String name, String stage) {}

    /** @param version the version that the case's docket keeps */
    public Word of(long version, String code) {
        Catalogue catalogue = catalogues.version(version);
        NodeSpec node = catalogue.node(code);
        return new Word(node.name(), catalogue.stageName(node));
    }

    /** Stages by the first letter of their nodes' codes, in order. */
    public Map<String, String> stages() {
        Map<String, String> stages = new LinkedHashMap<>();
        Catalogue shipped = catalogues.shipped();
        shipped.nodes().values().stream()
                .map(Objects::requireNonNull)
                .forEach(node -> stages.putIfAbsent(node.code().substring(0, 1), shipped.stageName(node)));
        return stages;
    }
}
