package cn.sunlit.docket;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the milestones on list one as an audience may see it.
 *
 * @param disclose what is told about it
 * @param rights which rights it gives
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
        boolean disclosed) {}
