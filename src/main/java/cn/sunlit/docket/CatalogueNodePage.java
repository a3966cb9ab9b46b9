package cn.sunlit.docket;

import cn.sunlit.docket.CatalogueEditor.Change;
import cn.sunlit.statutes.Period;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form for one node of a draft. */
record CatalogueNodePage(CatalogueDraft draft, Catalogue catalogue, NodeSpec node, Change typed, FormErrors errors)
        implements Screen {

    static List<Period.Unit> units() {
        return Arrays.asList(Period.Unit.values());
    }

    static List<NodeSpec.Timing> timings() {
        return Arrays.asList(NodeSpec.Timing.values());
    }

    static String shown(@Nullable Integer number) {
        return number == null ? "" : number.toString();
    }

    String path(String rest) {
        return "/catalogue/drafts/" + draft.id() + rest;
    }

    @Override
    public String title() {
        return "节点" + node.code();
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() ? 200 : 422;
    }
}
