package cn.sunlit.property;

import cn.sunlit.docket.Docket;
import cn.sunlit.docket.State;
import cn.sunlit.funds.Funds;
import cn.sunlit.identity.Actor;
import cn.sunlit.inquiries.AssetKind;
import cn.sunlit.inquiries.AssetKinds;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Whether what can be executed must still be taken hold of. What is held and paid may already cover the debt; then the law forbids
 * the next hold, and a last day for it would turn red for an act that nobody may do. When a hold falls away and the debt is
 * open again, the duty is there again, with a day of its own.
 */
@Component
class EnoughHeld {

    @Practice(
            id = "KZ-27",
            text =
                    "已到账和已控制的财产足以清偿债务的，其余可供执行财产的控制节点标为无需办理；此后控制解除、失效以致不足的，重新起算；不足部分不超过三十日利息增长的视为足以清偿（民事诉讼法（2023）第二百五十三条：不得超出被执行人应当履行义务的范围）")
    private static final String ENOUGH = "已到账和已控制的财产足以清偿，依民事诉讼法（2023）第二百五十三条不得再控制这项财产";

    private static final int DAYS_OF_GROWTH = 30;

    /** A shortfall above the twentieth part of the debt is more than a month of any interest: not reckoned any further. */
    private static final int SHARE_OF_GROWTH = 20;

    private final Property property;
    private final Funds funds;
    private final AssetKinds kinds;
    private final Docket docket;
    private final Clock clock;

    EnoughHeld(Property property, Funds funds, AssetKinds kinds, Docket docket, Clock clock) {
        this.property = property;
        this.funds = funds;
        this.kinds = kinds;
        this.docket = docket;
        this.clock = clock;
    }

    /** Weighs a case anew after something was found, held, paid or released; changes nothing where nothing has changed. */
    void weigh(Actor by, CaseId id) {
        Set<String> taking = kinds.all().stream().map(AssetKind::node).collect(Collectors.toSet());
        List<Docket.Run> runs = docket.runs(id).stream()
                .filter(run -> taking.contains(run.code()) && run.subject().startsWith("asset:"))
                .filter(run -> run.state() == State.OPEN || ENOUGH.equals(run.waivedFor()))
                .toList();
        if (runs.isEmpty()) {
            return;
        }
        boolean enough = enough(id);
        for (Docket.Run run : runs) {
            if (enough && run.state() == State.OPEN) {
                docket.waive(by, id, run.code(), run.subject(), ENOUGH);
            } else if (!enough && run.state() == State.WAIVED) {
                docket.happened(
                        by,
                        id,
                        "CONTROLLABLE_ASSET_FOUND",
                        LocalDate.now(clock),
                        "已控制的财产不再足以清偿，其余可供执行财产应当控制",
                        run.subject(),
                        Set.of(run.code()));
            }
        }
    }

    /** The debt grows by the day while a hold stays what it was: what a month adds opens no duty again. */
    private boolean enough(CaseId id) {
        Property.Ceiling ceiling = property.ceiling(id);
        Money left = ceiling.left();
        if (!left.isPositive()) {
            return true;
        }
        if (left.fen() > ceiling.owed().fen() / SHARE_OF_GROWTH) {
            return false;
        }
        Money later = funds.owed(id, LocalDate.now(clock).plusDays(DAYS_OF_GROWTH));
        return left.compareTo(later.minus(ceiling.owed())) <= 0;
    }
}
