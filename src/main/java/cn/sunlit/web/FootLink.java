package cn.sunlit.web;

/**
 * A link below every page; a module contributes its own as a bean. The court's own installation has none.
 *
 * @param title as shown, 演示沙箱
 * @param path where it leads
 */
public record FootLink(String title, String path) {}
