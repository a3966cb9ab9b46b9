package cn.sunlit.property;

import cn.sunlit.web.Screen;

/**
 * A proposed renewal with the documents that are ready to go out.
 *
 * @param mayOrder whether the reader may confirm it
 */
record GuardianDraftPage(Renewals.Prepared prepared, boolean mayOrder) implements Screen {

    @Override
    public String title() {
        return "续行文书预览";
    }
}
