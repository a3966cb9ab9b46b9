package cn.sunlit.reconciliation;

import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.util.List;
import java.util.Map;

/**
 * A movement of the bank that was not booked, with what was and may be done about it.
 *
 * @param viewer who looks: nobody confirms what he proposed
 * @param typed what was typed, shown again with its refusal
 */
record ResolutionPage(
        Resolutions.Looked looked,
        boolean mayPropose,
        boolean mayDecide,
        Map<String, String> typed,
        FormErrors errors,
        List<String> refusals,
        String viewer)
        implements Screen {

    ResolutionStore.Found entry() {
        return looked.entry();
    }

    boolean isOpen() {
        return looked.resolutions().stream().anyMatch(ResolutionStore.Resolution::isOpen);
    }

    String typed(String field) {
        return typed.getOrDefault(field, "");
    }

    List<ResolutionWay> ways() {
        return List.of(ResolutionWay.values());
    }

    @Override
    public String title() {
        return "未入账的银行分录";
    }

    @Override
    public int httpStatus() {
        return !refusals.isEmpty() ? 409 : errors.isEmpty() ? 200 : 422;
    }
}
