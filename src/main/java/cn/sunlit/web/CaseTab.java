package cn.sunlit.web;

/**
 * A tab of the case page; each module contributes its own as a bean.
 *
 * @param title two to four Chinese characters
 * @param suffix what follows {@code /cases/{number}} in the path: {@code /funds}, or empty for the overview
 * @param order smaller stands further left
 */
public record CaseTab(String title, String suffix, int order) {}
