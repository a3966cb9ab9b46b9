package cn.sunlit.sandbox;

import cn.sunlit.inquiries.Institution;
import org.jspecify.annotations.Nullable;

/**
 * An institution as the simulation needs to know it.
 *
 * @param kind BANK, PAYMENT, VEHICLE …
 * @param parallel how many calls it agreed to take at a time
 * @param perMinute how many calls a minute, null without limit
 */
record Simulated(
        String code,
        String name,
        String kind,
        int parallel,
        @Nullable Integer perMinute) {

    static Simulated of(Institution i) {
        return new Simulated(i.code(), i.name(), i.kind(), i.parallel(), i.perMinute());
    }
}
