package cn.sunlit.statutes;

/**
 * Why a figure is what it is.
 *
 * @param rule the id of the rule
 * @param law the article, or empty for a default of the product
 * @param text a Chinese sentence
 */
public record Explanation(String rule, String law, String text) {}
