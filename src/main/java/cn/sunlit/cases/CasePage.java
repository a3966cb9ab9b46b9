package cn.sunlit.cases;

import java.util.List;

/** One page of a list of cases, counted from 1. */
public record CasePage(List<CaseLine> cases, int page, boolean more) {}
