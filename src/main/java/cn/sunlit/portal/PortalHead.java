package cn.sunlit.portal;

import org.jspecify.annotations.Nullable;

/**
 * What stands above every page of the portal.
 *
 * @param as what the reader is, 申请执行人, 申请执行人的代理人
 * @param at the page, {@code /portal/money}
 * @param principal the party for whom the reader acts; null for the party itself
 */
record PortalHead(
        String number,
        String caption,
        String stage,
        String as,
        String at,
        boolean respondent,
        @Nullable String principal) {

    /** Whether the reader acts for a party. */
    boolean agent() {
        return principal != null;
    }
}
