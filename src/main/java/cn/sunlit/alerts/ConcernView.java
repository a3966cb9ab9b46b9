package cn.sunlit.alerts;

import cn.sunlit.docket.Alert;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A concern that stands, as people see it.
 *
 * @param number of its case, null where it belongs to none
 * @param text what is the matter
 * @param path the page on which it is dealt with
 * @param amount as it was when it was raised
 * @param owner who must act: the officer's name or what the desk is called
 * @param nextOn when it climbs on, if nobody acts or explains; null where it stays
 * @param explainedUntil until when the explanation given where it is now asks for patience, null where there is none
 * @param explainable whether the reader may explain it now
 */
public record ConcernView(
        long id,
        CourtCode court,
        @Nullable CaseNumber number,
        String text,
        String path,
        @Nullable Money amount,
        Alert level,
        LocalDate since,
        String owner,
        String rung,
        @Nullable LocalDate reachedOn,
        @Nullable LocalDate nextOn,
        @Nullable LocalDate explainedUntil,
        boolean explainable,
        List<Climbed> history) {

    /**
     * A step upwards, or an explanation.
     *
     * @param who the names of who got it, or who explained
     * @param what what was explained, null for a step
     * @param until the term of an explanation
     */
    public record Climbed(
            LocalDate on,
            Alert level,
            String rung,
            String who,
            @Nullable String what,
            @Nullable LocalDate until) {}
}
