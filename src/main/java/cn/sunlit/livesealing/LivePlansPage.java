package cn.sunlit.livesealing;

import cn.sunlit.property.HeldAsset;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.List;

/**
 * The plans of a case.
 *
 * @param controls what holds now, for which a plan may be proposed
 * @param refusals why an act was not done
 */
record LivePlansPage(
        CaseHeader header,
        List<LivePlanView> plans,
        List<HeldAsset> controls,
        boolean mayPropose,
        boolean mayDecide,
        List<String> refusals,
        PlanForm form,
        FormErrors errors,
        LocalDate today)
        implements Screen {

    @Override
    public String title() {
        return header.number().text() + " 活封活扣";
    }

    @Override
    public int httpStatus() {
        return refusals.isEmpty() && errors.isEmpty() ? 200 : 422;
    }

    String path() {
        return header.path() + "/live-plans";
    }

    /** What was typed, or what is likely. */
    String value(String field) {
        String typed = form.value(field);
        if (!typed.isEmpty() || !form.equals(PlanForm.EMPTY)) {
            return typed;
        }
        return switch (field) {
            case "from", "opinionOn" -> today.toString();
            case "to" -> today.plusMonths(6).minusDays(1).toString();
            case "reviewOn" -> today.plusMonths(2).toString();
            case "frequency" -> "MONTHLY";
            default -> "";
        };
    }
}
