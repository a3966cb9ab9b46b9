package cn.sunlit.docket;

import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;

/** Both texts of a draft whole, to read, to paste and to upload. */
record CatalogueTextPage(CatalogueDraft draft, String inner, String open, boolean mayChange, FormErrors errors)
        implements Screen {

    String path(String rest) {
        return "/catalogue/drafts/" + draft.id() + rest;
    }

    @Override
    public String title() {
        return "节点目录全文";
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() ? 200 : 422;
    }
}
