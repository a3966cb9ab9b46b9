package cn.sunlit.inquiries;

import cn.sunlit.parties.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An institution that must help (协助执行单位).
 *
 * @param kind BANK, PAYMENT, VEHICLE …
 * @param channel NATIONAL (总对总), REGIONAL (点对点) or LETTER (线下函查: it is asked on paper by a person)
 * @param actions what it can be told to do
 * @param promisedMinutes within which it promises to answer
 * @param parallel how many calls it takes at a time
 * @param perMinute how many calls a minute, null without limit
 * @param hours when it takes requests
 * @param transport how it is reached: HTTPS (signed calls) or FILES (a folder a day)
 * @param own whether the court agreed it for itself (本院约定), and did not take it as it is shipped
 * @param connected whether an address or a folder is set
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
        @Nullable Integer perMinute,
        Hours hours,
        String transport,
        boolean own,
        boolean connected,
        @Nullable Instant faultSince,
        @Nullable String lastFault,
        @Nullable Instant lastAnswerAt) {

    /** The channel in words. */
    public String channelZh() {
        return switch (channel) {
            case "NATIONAL" -> "总对总";
            case "REGIONAL" -> "点对点";
            default -> "线下函查";
        };
    }

    /** The transport in words; on paper there is none. */
    public String transportZh() {
        return isOnline() ? Transport.Kind.valueOf(transport).zh() : "—";
    }

    /** Whether the program asks it about a respondent of this kind. */
    public boolean canBeAsked(Kind of) {
        return isOnline() && (of == Kind.PERSON ? answersPerson : answersOrganisation);
    }

    /** Whether it is asked by the program. */
    public boolean isOnline() {
        return !channel.equals("LETTER");
    }
}
