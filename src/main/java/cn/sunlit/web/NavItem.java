package cn.sunlit.web;

/**
 * An entry of the staff's menu; each module contributes its own as a bean.
 *
 * @param title two to six Chinese characters
 * @param path where it leads, {@code /desk}
 * @param order smaller stands higher; the desk is 10, cases 20, money 30, figures 60, administration 90
 * @param authority name of the role or use case that a person needs, {@code READ_FUNDS}; empty for all staff
 * @param icon one Chinese character shown in a tile before the title, {@code 案}
 */
public record NavItem(String title, String path, int order, String authority, String icon) {}
