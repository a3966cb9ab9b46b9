package cn.sunlit.funds;

import cn.sunlit.identity.StaffMember;
import cn.sunlit.kernel.Money;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.util.List;
import java.util.Map;

/**
 * Money of a case that lies still, and cash on its way to the bank.
 *
 * @param available what the case may still pay out
 * @param seconds who may be the second officer; empty for those who take no cash
 * @param typed what was typed, shown again with its errors
 */
public record HoldsPage(
        CaseHeader header,
        Money available,
        List<HoldView> holds,
        List<CashView> cash,
        List<StaffMember> seconds,
        boolean mayPropose,
        boolean mayApprove,
        Map<String, String> typed,
        FormErrors errors,
        List<String> refusals)
        implements Screen {

    @Override
    public String title() {
        return "冻结、延缓发放、提存、现金 " + header.number().text();
    }

    @Override
    public int httpStatus() {
        return !errors.isEmpty() ? 422 : refusals.isEmpty() ? 200 : 409;
    }

    String path() {
        return header.path() + "/funds/holds";
    }

    List<HoldKind> kinds() {
        return List.of(HoldKind.values());
    }

    List<HoldGround> grounds(HoldKind kind) {
        return HoldGround.of(kind);
    }

    String typed(String field) {
        return typed.getOrDefault(field, "");
    }
}
