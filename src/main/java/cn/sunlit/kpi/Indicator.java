package cn.sunlit.kpi;

import org.jspecify.annotations.Nullable;

/**
 * One indicator over a period.
 *
 * @param value null where the denominator is zero: neither 0 % nor 100 % would be true
 * @param source where the definition comes from
 * @param cases the address that lists the cases behind it
 */
public record Indicator(
        String id,
        String name,
        String numerator,
        String denominator,
        @Nullable String value,
        String unit,
        String source,
        String cases) {}
