package cn.sunlit.property;

import cn.sunlit.web.Screen;
import java.util.List;

/** What became of each renewal that was chosen. */
record GuardianDonePage(List<Renewals.Outcome> outcomes) implements Screen {

    long done() {
        return outcomes.stream().filter(Renewals.Outcome::done).count();
    }

    @Override
    public String title() {
        return "续行办理结果";
    }
}
