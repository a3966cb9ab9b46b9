package cn.sunlit.portal;

import org.jspecify.annotations.Nullable;

/**
 * What stands above every page of the portal.
 *
 * @param as what the reader is, 申请执行人, 申请执行人的代理人
 * @param at the page, {@code /portal/money}
 * @param principal the party for whom an agent acts; null for the party itself, who represents it or took its place
 * @param authority what an agent may do; empty for the party itself
 */
record PortalHead(
        String number,
        String caption,
        String stage,
        String as,
        String at,
        boolean respondent,
        @Nullable String principal,
        String authority) {

    /** Whether the reader acts for a party. */
    boolean agent() {
        return principal != null;
    }
}
