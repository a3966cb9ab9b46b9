package cn.sunlit.funds;

/**
 * The case's own account (一案一账号) into which everybody pays.
 *
 * @param number seventeen digits, the last two of them check digits
 * @param bankName the bank that keeps it
 * @param name the holder, the court's funds account (执行款专户)
 */
public record Account(String number, String bankName, String name) {}
