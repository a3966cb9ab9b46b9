package cn.sunlit.docket;

import cn.sunlit.statutes.Period;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An inner node as the catalogue describes it.
 *
 * @param always whether every case has it, or only where its trigger occurs
 * @param target an earlier goal of the house beside the period proper
 * @param alert when it turns yellow and red; null where there is no period
 * @param publicNode the public node it belongs to; null for internal ones
 * @param preconditions all of these must be done before
 * @param preconditionsAny one of these must be done before
 */
record NodeSpec(
        String code,
        String stage,
        String name,
        String identifier,
        boolean always,
        String trigger,
        String startEvent,
        Term due,
        @Nullable Term target,
        boolean suspendable,
        List<String> law,
        String role,
        List<String> evidence,
        @Nullable Lamps alert,
        boolean repeatable,
        @Nullable String publicNode,
        Timing timing,
        List<String> preconditions,
        List<String> preconditionsAny,
        List<String> spcCodes,
        String note,
        List<Variant> variants) {

    /** When a public node may be told. */
    enum Timing {
        ON_START("启动即公开"),
        ON_COMPLETE("完成后公开"),
        AFTER_EXECUTION("实施后公开"),
        NEVER("不公开");

        private final String zh;

        Timing(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }
    }

    /**
     * A period.
     *
     * @param period null where no fixed period is set
     * @param reference for a period that runs backwards from an event (BEFORE): that event; null for AFTER
     */
    record Term(
            @Nullable Period period,
            Authority authority,
            @Nullable String reference) {
        String display() {
            if (period == null) {
                return reference == null ? "无固定期限" : "期满前";
            }
            if (reference != null) {
                return "提前" + period.display();
            }
            return period.value() == 0 ? "同日" : period.display();
        }
    }

    /** How much of the period is left when it turns yellow and red. */
    record Lamps(Period yellow, Period red) {}

    /** Begins the condition of a variant for a kind of case. */
    private static final String CASE = "CASE=";

    /** The same node with the period that it has for a kind of case. */
    NodeSpec forCase(String kind) {
        return variants.stream()
                .filter(v -> v.when().equals(CASE + kind))
                .findFirst()
                .map(v -> new NodeSpec(
                        code,
                        stage,
                        name,
                        identifier,
                        always,
                        trigger,
                        v.startEvent(),
                        new Term(v.period(), v.authority(), due.reference()),
                        target,
                        suspendable,
                        law,
                        role,
                        evidence,
                        alert,
                        repeatable,
                        publicNode,
                        timing,
                        preconditions,
                        preconditionsAny,
                        spcCodes,
                        note,
                        variants))
                .orElse(this);
    }

    /** Another period for a special case. */
    record Variant(String when, @Nullable Period period, String startEvent, Authority authority) {
        String display() {
            return when + "：" + (period == null ? "无固定期限" : period.display()) + "（" + authority.zh() + "）";
        }
    }

    /** Whether the preconditions are met by what is done. */
    boolean isCausedBy(Set<String> done) {
        return done.containsAll(preconditions)
                && (preconditionsAny.isEmpty() || preconditionsAny.stream().anyMatch(done::contains));
    }
}
