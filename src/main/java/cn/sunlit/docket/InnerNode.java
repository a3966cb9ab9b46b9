package cn.sunlit.docket;

import cn.sunlit.audit.ProofLink;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the inner nodes on list three as a case has it now. A node that ran several times is shown by its open run, else
 * by its last.
 *
 * @param stage the stage's Chinese name
 * @param authority the level of the period: STATUTORY, JUDICIAL_POLICY, LOCAL_PRACTICE, DESIGN_DEFAULT
 * @param role the Chinese name of who does it
 * @param times how often it was begun
 * @param run the key of the run shown, for its proof sheet; null before it began
 * @param proof the act that ended the shown run; null while there is none, and where nobody asked
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record InnerNode(
        String code,
        String name,
        String stage,
        State state,
        @Nullable LocalDate startedOn,
        @Nullable LocalDate dueOn,
        @Nullable LocalDate doneOn,
        Alert alert,
        String authority,
        List<String> law,
        List<Evidence> evidence,
        String role,
        int times,
        @Nullable Long run,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ProofLink proof) {}
