package cn.sunlit.sanctions;

import cn.sunlit.cases.CaseParty;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.Screen;
import java.util.List;

/** The sanctions of a case. */
record SanctionsPage(
        CaseHeader header,
        List<SanctionView> sanctions,
        List<CaseParty> respondents,
        boolean mayPropose,
        boolean mayDecide,
        List<String> refusals,
        Typed typed)
        implements Screen {

    /** What was typed before it was refused. */
    record Typed(String respondent, String ground, String facts) {
        static final Typed NOTHING = new Typed("", "", "");
    }

    @Override
    public String title() {
        return header.number().text() + " 惩戒";
    }

    @Override
    public int httpStatus() {
        return refusals.isEmpty() ? 200 : 422;
    }

    String path() {
        return header.path() + "/sanctions";
    }

    List<Ground> grounds() {
        return List.of(
                Ground.NOT_PERFORMED,
                Ground.CAPABLE_BUT_REFUSES,
                Ground.OBSTRUCTION,
                Ground.EVASION,
                Ground.REPORT_VIOLATION,
                Ground.RESTRICTION_VIOLATION,
                Ground.SETTLEMENT_BREACH);
    }
}
