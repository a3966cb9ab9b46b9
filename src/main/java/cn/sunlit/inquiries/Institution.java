package cn.sunlit.inquiries;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An institution that must help (协助执行单位).
 *
 * @param kind BANK, PAYMENT, VEHICLE …
 * @param channel NATIONAL (总对总) or REGIONAL (点对点)
 * @param actions what it can be told to do
 * @param promisedMinutes within which it promises to answer
 * @param connected whether an address is set
 * @param faultSince since when it fails again and again, null when it works
 */
public record Institution(
        String code,
        String name,
        String kind,
        String channel,
        boolean answersPerson,
        boolean answersOrganisation,
        List<Order.Action> actions,
        int promisedMinutes,
        int parallel,
        boolean connected,
        @Nullable Instant faultSince,
        @Nullable String lastFault,
        @Nullable Instant lastAnswerAt) {

    /** The channel in words. */
    public String channelZh() {
        return channel.equals("NATIONAL") ? "总对总" : "点对点";
    }
}
