package cn.sunlit.distribution;

import cn.sunlit.web.Screen;
import java.util.List;

/** A party's plans of distribution, its own line first. */
record PortalPlanPage(String number, List<Mine> plans) implements Screen {

    /**
     * @param own the lines of the reader's case; none for the debtor
     * @param mine the reader's service with the last day to object; empty where the reader acts for several, or the day is past
     * @param notices of objections, with the reader's own term to oppose or to sue
     * @param text of the plan as it was issued
     */
    record Mine(PlanView view, List<PlanView.Line> own, List<Recipient> mine, List<Notice> notices, String text) {}

    /** A term of the reader that runs. */
    record Notice(String heading, String text, String law) {}

    @Override
    public String title() {
        return "分配方案";
    }
}
