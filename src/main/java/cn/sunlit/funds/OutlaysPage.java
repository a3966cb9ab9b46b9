package cn.sunlit.funds;

import cn.sunlit.kernel.Money;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.util.List;
import java.util.Map;

/**
 * What a case pays to others than its creditors.
 *
 * @param available what the case may still pay out
 * @param frozen freezes of which something is left
 * @param typed what was typed, shown again with its errors
 */
public record OutlaysPage(
        CaseHeader header,
        Money available,
        List<OutlayStore.Outlay> outlays,
        List<HoldStore.Hold> frozen,
        boolean mayCost,
        boolean mayHandOver,
        boolean mayApprove,
        Map<String, String> typed,
        FormErrors errors,
        List<String> refusals)
        implements Screen {

    String path() {
        return header.path() + "/funds/outlays";
    }

    List<CostKind> kinds() {
        return List.of(CostKind.values());
    }

    /** What was typed, on the form on which it was typed. */
    String typed(boolean handover, String field) {
        return typed.containsKey("hold") == handover ? typed.getOrDefault(field, "") : "";
    }

    FormErrors errors(boolean handover) {
        return typed.containsKey("hold") == handover ? errors : FormErrors.NONE;
    }

    @Override
    public String title() {
        return "对外支付 " + header.number().text();
    }

    @Override
    public int httpStatus() {
        return !errors.isEmpty() ? 422 : refusals.isEmpty() ? 200 : 409;
    }
}
