package cn.sunlit.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How often one address may use what is open to everyone ({@code sunlit.limits}).
 *
 * @param open tools and the verification of proofs
 * @param login the log-in forms of staff and parties
 * @param token tokens for machines
 */
@ConfigurationProperties("sunlit.limits")
record Limits(Rate open, Rate login, Rate token) {

    /**
     * @param burst so many at once
     * @param perSecond so many come back each second
     */
    record Rate(int burst, int perSecond) {
        Rate {
            if (burst < 1 || perSecond < 1) {
                throw new IllegalArgumentException("访问限额 burst、per-second 都须大于零");
            }
        }
    }
}
