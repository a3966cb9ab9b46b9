package cn.sunlit.docket;

import cn.sunlit.audit.ProofLink;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the milestones on list one as an audience may see it.
 *
 * @param disclose what is told about it
 * @param rights which rights it gives to that audience; to the court, those that the notice names
 * @param proof the act that completed it last; null while there is none, and where nobody asked
 * @param disclosed whether this audience is told at all; if not, state and days say nothing
 * @param meaning what happens here, in plain words; where the reader is not told, but has a part in it, where that is to be seen
 * @param duties what this audience must do; empty for the court
 * @param period how long it takes and from when, as the catalogue says
 * @param skippedFor why this case does not need it, where it is skipped
 * @param steps what of it was done, and when
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PublicNode(
        String code,
        String name,
        int order,
        State state,
        @Nullable LocalDate dueOn,
        @Nullable LocalDate doneOn,
        Alert alert,
        String authority,
        List<String> law,
        List<String> disclose,
        List<String> rights,
        boolean disclosed,
        String meaning,
        List<String> duties,
        String period,
        @Nullable String skippedFor,
        List<Step> steps,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ProofLink proof) {

    /** An inner step of the milestone that was done. */
    public record Step(String code, String name, LocalDate doneOn) {}

    /** Whether the reader, who is not told of the milestone, has a part in it that is his own; {@link #meaning} says where it is. */
    boolean hasOwn() {
        return !disclosed && ListOneWords.isOwn(code, meaning);
    }

    /** In the words for someone who acts for the party: the rights are used, the duties passed on. */
    PublicNode forAgent() {
        return new PublicNode(
                code,
                name,
                order,
                state,
                dueOn,
                doneOn,
                alert,
                authority,
                law,
                disclose,
                rights.stream().map(r -> r.replace("可以", "可以代委托人")).toList(),
                disclosed,
                meaning,
                duties.stream().map(d -> "告知委托人：" + d).toList(),
                period,
                skippedFor,
                steps,
                proof);
    }
}
