package cn.sunlit.property;

import cn.sunlit.kernel.CaseId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A case's place in the line of an asset: who held it first is first (首封), the others wait (轮候).
 *
 * @param rank 1 for the first
 * @param on when the institution put it into the line, else when it took effect
 * @param ruling by which it was ordered
 */
public record SeizurePlace(
        CaseId caseId, int rank, @Nullable LocalDate on, String ruling) {}
