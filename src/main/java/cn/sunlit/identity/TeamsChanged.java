package cn.sunlit.identity;

import cn.sunlit.kernel.CourtCode;

/**
 * A team was put together otherwise, or somebody is away or back.
 *
 * @param how in words
 */
public record TeamsChanged(Actor by, CourtCode court, String how) {}
