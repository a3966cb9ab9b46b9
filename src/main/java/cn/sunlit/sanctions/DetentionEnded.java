package cn.sunlit.sanctions;

import cn.sunlit.kernel.CaseId;
import java.time.Instant;

/**
 * A detention is over or will not be carried out; published in the transaction that stores it. Whoever asked the police to
 * hold the person tells them so.
 *
 * @param because in a Chinese clause
 */
public record DetentionEnded(CaseId caseId, long penalty, Instant at, String because) {}
