package cn.sunlit.portal;

/**
 * What stands above every page of the portal.
 *
 * @param as the reader's side, 申请执行人
 * @param at the page, {@code /portal/money}
 */
record PortalHead(String number, String caption, String stage, String as, String at, boolean respondent) {}
