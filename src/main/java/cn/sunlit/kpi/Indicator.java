package cn.sunlit.kpi;

import org.jspecify.annotations.Nullable;

/**
 * One indicator over a period.
 *
 * @param value null where the denominator is zero: neither 0 % nor 100 % would be true
 * @param source where the definition comes from
 * @param cases the search that lists the cases of the denominator, as {@code court=…&type=…}, for page and API alike
 * @param counted the search that lists those of the numerator; null where no search can tell them apart
 */
public record Indicator(
        String id,
        String name,
        String numerator,
        String denominator,
        @Nullable String value,
        String unit,
        String source,
        String cases,
        @Nullable String counted) {}
