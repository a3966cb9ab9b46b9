package cn.sunlit.docket;

import cn.sunlit.publicity.Audience;
import cn.sunlit.web.Screen;
import java.util.List;
import java.util.stream.Collectors;

/** The 76 inner and 23 public nodes that this program ships: {@code /catalogue}. */
record CataloguePage(Catalogue catalogue, List<NodeSpec> nodes, List<PublicSpec> publicNodes) implements Screen {

    static CataloguePage of(Catalogue catalogue) {
        return new CataloguePage(
                catalogue,
                List.copyOf(catalogue.nodes().values()),
                List.copyOf(catalogue.publicNodes().values()));
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
