package cn.sunlit.identity;

/**
 * Somebody has come in.
 *
 * @param how 密码、短信验证码 …
 * @param address from where
 */
public record SignedIn(Actor by, String how, String address) {}
