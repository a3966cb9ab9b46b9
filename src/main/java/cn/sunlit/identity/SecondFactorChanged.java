package cn.sunlit.identity;

/**
 * A second factor was set up, used by a recovery code, missed or taken away.
 *
 * @param whose the log-in whose factor it is
 * @param how in words
 */
public record SecondFactorChanged(Actor by, String whose, String how) {}
