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
 * @param rights which rights it gives
 * @param proof the act that completed it last; null while there is none, and where nobody asked
 * @param disclosed whether this audience is told at all; if not, state and days say nothing
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
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ProofLink proof) {}
