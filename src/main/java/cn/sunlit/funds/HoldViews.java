package cn.sunlit.funds;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Money that lies still, as it is shown. */
final class HoldViews {

    private HoldViews() {}

    /** @param releases of the whole case */
    static HoldView of(HoldStore.Hold h, List<HoldStore.Release> releases) {
        return new HoldView(
                h.id(),
                h.kind().name(),
                h.kind().zh(),
                h.state(),
                zh(h),
                h.amount(),
                h.left(),
                h.ground().zh(),
                h.ground().law(),
                h.words(),
                h.orderedBy(),
                h.document(),
                h.until(),
                h.proposedName(),
                h.proposedAt(),
                Stream.of(h.firstName(), h.secondName())
                        .filter(Objects::nonNull)
                        .toList(),
                h.refusedBecause(),
                voucher(h.voucher()),
                h.state().equals("HELD") ? HoldRules.lookBy(h.lookedOn()) : null,
                releases.stream()
                        .filter(r -> r.hold() == h.id())
                        .map(HoldViews::release)
                        .toList());
    }

    private static HoldView.Release release(HoldStore.Release r) {
        return new HoldView.Release(
                r.id(),
                r.amount(),
                r.because(),
                r.ceasedOn(),
                r.document(),
                r.state(),
                switch (r.state()) {
                    case "PROPOSED" -> "待审批";
                    case "RELEASED" -> r.paidOn() == null ? "已解除，待发放" : "已发放";
                    default -> "已退回";
                },
                r.proposedName(),
                r.endedName(),
                voucher(r.voucher()),
                r.state().equals("RELEASED") && r.paidOn() == null ? HoldRules.payBy(r.ceasedOn()) : null,
                r.paidOn());
    }

    private static @Nullable String voucher(@Nullable Long number) {
        return number == null ? null : "PZ-" + number;
    }

    static String zh(HoldStore.Hold h) {
        return switch (h.state()) {
            case "PROPOSED" -> h.kind() == HoldKind.DEFERRED ? "待局长审批" : "待审批";
            case "APPROVED" -> "待院领导审批";
            case "HELD" ->
                h.left().equals(h.amount()) ? h.kind().zh() + "中" : h.kind().zh() + "中（部分已解除）";
            case "ENDED" -> "已全部解除或者移交";
            default -> "已退回";
        };
    }
}
