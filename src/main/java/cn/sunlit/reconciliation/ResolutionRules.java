package cn.sunlit.reconciliation;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a refused movement of the bank may be settled in a way. Local rules, not law. Pure. */
final class ResolutionRules {

    @Practice(id = "AK-DIFF-1", text = "未入账的银行分录由两人处理：按银行更正、作为不明款入账、银行已冲回；等待银行冲回的，差异保留（产品口径）")
    private static final String BY_TWO = "AK-DIFF-1";

    @Practice(id = "AK-DIFF-2", text = "按银行更正处理的，更正后的一笔应已入账；银行已冲回的，冲回的一笔方向相反、金额相同、同样没有入账（产品口径）")
    private static final String OTHER = "AK-DIFF-2";

    @Practice(id = "AK-DIFF-3", text = "只有银行收款可以作为不明款入账；原分录载明人民币金额的，以载明的金额入账（产品口径）")
    private static final String RECEIVED = "AK-DIFF-3";

    private ResolutionRules() {}

    /**
     * A movement of the bank.
     *
     * @param amount null where it could not be read
     * @param ended whether two people have ended it already
     */
    record Entry(
            long id,
            String reference,
            String direction,
            String currency,
            @Nullable Money amount,
            @Nullable LocalDate bookedOn,
            boolean refused,
            boolean ended) {

        boolean isCredit() {
            return direction.equals("CREDIT");
        }
    }

    /**
     * @param other the one named; null where none was, or it was not found
     * @param typed the amount to take in; null where none was typed
     */
    record Facts(
            Entry entry,
            ResolutionWay way,
            @Nullable Entry other,
            @Nullable Money typed) {}

    /** Every unmet condition; none means that it may be proposed. */
    static List<Problem.Refusal> refusals(Facts f) {
        List<Problem.Refusal> refusals = new ArrayList<>();
        if (!f.entry().refused()) {
            refusals.add(refusal(BY_TWO, "这一笔已经入账，不需要处理"));
        }
        if (f.entry().ended()) {
            refusals.add(refusal(BY_TWO, "这一笔已由两人处理完毕"));
        }
        switch (f.way()) {
            case CORRECTED -> corrected(f, refusals);
            case REVERSED -> reversed(f, refusals);
            case SUSPENSE -> received(f, refusals);
            case AWAIT -> {
                // Waiting ends nothing, so nothing is asked.
            }
        }
        return refusals;
    }

    private static void corrected(Facts f, List<Problem.Refusal> refusals) {
        Entry other = f.other();
        if (other == null) {
            refusals.add(refusal(OTHER, "没有找到本院账户的这一笔银行流水，请核对更正后的流水号"));
        } else if (other.refused()) {
            refusals.add(refusal(OTHER, "银行流水 %s 也没有入账，不能作为更正后的一笔".formatted(other.reference())));
        }
    }

    private static void reversed(Facts f, List<Problem.Refusal> refusals) {
        Entry other = f.other();
        if (other == null) {
            refusals.add(refusal(OTHER, "没有找到本院账户的这一笔银行流水，请核对冲回的流水号"));
            return;
        }
        if (!other.refused() || other.ended()) {
            refusals.add(refusal(OTHER, "银行流水 %s 已经入账或者处理，不能再用来冲回".formatted(other.reference())));
        }
        if (other.direction().equals(f.entry().direction())) {
            refusals.add(refusal(OTHER, "冲回的一笔应与原来的收付方向相反"));
        }
        if (other.amount() == null || !other.amount().equals(f.entry().amount())) {
            refusals.add(refusal(OTHER, "冲回的一笔应与原来的金额相同"));
        }
        if (other.bookedOn() == null) {
            refusals.add(refusal(OTHER, "冲回的一笔没有记账日期，不能据以确认"));
        }
    }

    private static void received(Facts f, List<Problem.Refusal> refusals) {
        if (!f.entry().isCredit()) {
            refusals.add(refusal(RECEIVED, "这是银行扣款，不能作为不明款入账"));
        }
        Money stated = stated(f.entry());
        if (stated == null && f.typed() == null) {
            refusals.add(refusal(RECEIVED, "原分录没有可用的人民币金额，请填写银行确认的入账金额"));
        }
        if (stated != null && f.typed() != null && !stated.equals(f.typed())) {
            refusals.add(refusal(
                    RECEIVED,
                    "原分录载明 %s 元，不能按 %s 元入账"
                            .formatted(stated.display(), f.typed().display())));
        }
    }

    /** The amount in renminbi that the movement itself states, or null. */
    static @Nullable Money stated(Entry e) {
        return e.currency().equals("CNY") ? e.amount() : null;
    }

    private static Problem.Refusal refusal(String rule, String because) {
        return new Problem.Refusal(rule, "", because);
    }
}
