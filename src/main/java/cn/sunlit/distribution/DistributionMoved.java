package cn.sunlit.distribution;

import cn.sunlit.kernel.CaseId;

/**
 * Something about a plan of distribution needs the officer: it may be carried out, an objection's term has run out.
 *
 * @param text in Chinese
 */
public record DistributionMoved(CaseId caseId, String text) {}
