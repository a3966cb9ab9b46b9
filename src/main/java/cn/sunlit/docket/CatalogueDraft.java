package cn.sunlit.docket;

import cn.sunlit.kernel.CourtCode;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A text that a court may adopt. It is never changed: a correction is another text that follows it.
 *
 * @param base from what it was begun, in Chinese
 * @param followedBy the text that changed this one
 */
record CatalogueDraft(
        long id,
        CourtCode court,
        String base,
        String inner,
        String open,
        String savedLogin,
        String savedBy,
        Instant savedAt,
        @Nullable Long followedBy,
        @Nullable Proposal proposal,
        @Nullable Decision decision) {

    enum Outcome {
        APPROVED("已批准"),
        REFUSED("未批准"),
        WITHDRAWN("已撤回");

        private final String zh;

        Outcome(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }
    }

    record Proposal(LocalDate effectiveFrom, String reason, String login, String by, Instant at) {}

    record Decision(Outcome outcome, @Nullable String reason, String by, Instant at) {}

    /** Whether it waits for a second person. */
    boolean waits() {
        return proposal != null && decision == null;
    }

    /** Whether it may still be changed or proposed. */
    boolean isOpen() {
        return proposal == null && followedBy == null;
    }

    String stateZh() {
        if (decision != null) {
            return decision.outcome().zh();
        }
        return proposal != null ? "待批准" : followedBy != null ? "已被修改" : "草稿";
    }
}
