package cn.sunlit.docket;

import org.jspecify.annotations.Nullable;

/**
 * What proves that a node was done.
 *
 * @param kind DOCUMENT, REPLY, VOUCHER, MESSAGE or RECORD
 * @param reference the key of the thing in its own module, {@code document:12}
 * @param title what a reader sees, in Chinese
 * @param sha256 of its content, hex, where there is one
 */
public record Evidence(
        String kind,
        String reference,
        String title,
        @Nullable String sha256) {}
