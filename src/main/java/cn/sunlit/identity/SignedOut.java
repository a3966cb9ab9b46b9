package cn.sunlit.identity;

/**
 * Sessions have been ended by their owner or by an administrator.
 *
 * @param whose the log-in whose sessions ended
 * @param how in words
 */
public record SignedOut(Actor by, String whose, String how) {}
