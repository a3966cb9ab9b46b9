package cn.sunlit.publicity;

import cn.sunlit.identity.UseCase;

/** One of the five views of a case. */
public enum View {
    PROGRESS("进展", UseCase.READ_CASE, UseCase.READ_CASE),
    PROPERTY("财产", UseCase.READ_ASSETS, UseCase.READ_ASSETS),
    MONEY("案款", UseCase.READ_FUNDS, UseCase.READ_FUNDS),
    DOCUMENTS("文书", UseCase.READ_DOCUMENTS, UseCase.READ_DOCUMENTS),
    RECORD("存证", UseCase.READ_CASE, UseCase.READ_AUDIT);

    private final String zh;
    private final UseCase ofParties;
    private final UseCase ofStaff;

    View(String zh, UseCase ofParties, UseCase ofStaff) {
        this.zh = zh;
        this.ofParties = ofParties;
        this.ofStaff = ofStaff;
    }

    public String zh() {
        return zh;
    }

    /** What an audience must be granted before anything of this view can be open to it. */
    UseCase needs(Audience who) {
        return who.quarter() == Audience.Quarter.PARTIES ? ofParties : ofStaff;
    }
}
