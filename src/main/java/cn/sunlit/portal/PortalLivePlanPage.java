package cn.sunlit.portal;

import cn.sunlit.livesealing.LivePlanView;
import cn.sunlit.livesealing.LiveReports;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The plans under which controlled property stays in use, as one side may see them.
 *
 * @param typed the report that is shown again
 * @param refused why a report was not taken
 */
record PortalLivePlanPage(
        PortalHead head,
        List<LivePlanView> plans,
        Map<String, String> typed,
        FormErrors errors,
        @Nullable String refused,
        LocalDate today)
        implements Screen {

    @Override
    public String title() {
        return "准许使用的财产";
    }

    @Override
    public int httpStatus() {
        return refused != null ? 409 : errors.isEmpty() ? 200 : 422;
    }

    String typed(String field) {
        return typed.getOrDefault(field, "");
    }

    /** The report that may be handed in now: one at a time, so that a page has one form. */
    LivePlanView.@Nullable Report open(LivePlanView plan) {
        return plans.stream()
                .filter(LivePlanView::own)
                .map(LivePlanView::nextReport)
                .filter(next -> next != null && next.isOpen(today))
                .findFirst()
                .filter(next -> plan.reports().contains(next))
                .orElse(null);
    }

    int megabytes() {
        return LiveReports.MEGABYTES;
    }
}
