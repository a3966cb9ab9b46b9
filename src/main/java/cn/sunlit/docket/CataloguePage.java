package cn.sunlit.docket;

import cn.sunlit.docket.CatalogueStore.Adopted;
import cn.sunlit.publicity.Audience;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A version of the catalogue, {@code /catalogue} for the one in force: its nodes, and where one's own court stands.
 *
 * @param standing null where some other version is looked at
 */
record CataloguePage(Catalogue catalogue, @Nullable Standing standing) implements Screen {

    /**
     * @param adopted what the court and those above it adopted, the newest first
     * @param inForce which of them is in force; null for the shipped one
     * @param drafts with the names of their courts
     */
    record Standing(
            List<Line> adopted,
            @Nullable Line inForce,
            List<DraftLine> drafts,
            List<Catalogues.Model> models,
            boolean mayDraft,
            LocalDate today,
            FormErrors errors) {}

    record Line(Adopted adopted, String court, boolean own) {}

    record DraftLine(CatalogueDraft draft, String court) {}

    /** The nodes of each stage, in the order of the catalogue. */
    Map<String, List<NodeSpec>> stages() {
        return catalogue.nodes().values().stream()
                .collect(Collectors.groupingBy(catalogue::stageName, LinkedHashMap::new, Collectors.toList()));
    }

    List<PublicSpec> publicNodes() {
        return List.copyOf(catalogue.publicNodes().values());
    }

    String startEvent(NodeSpec node) {
        return catalogue.startEvents().getOrDefault(node.startEvent(), node.startEvent());
    }

    static String audience(PublicSpec node) {
        return node.audience().stream().map(Audience::zh).collect(Collectors.joining("、"));
    }

    @Override
    public String title() {
        return "节点目录";
    }
}
