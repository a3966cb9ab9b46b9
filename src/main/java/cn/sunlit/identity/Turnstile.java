package cn.sunlit.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Lets each address through at its rate. Who has not come for as long as a bucket takes to fill is forgotten. */
final class Turnstile {

    /** Far more callers than a province has at once; the memory they take stays under some ten megabytes. */
    private static final int CALLERS = 50_000;

    private final Limits.Rate rate;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets;

    Turnstile(Limits.Rate rate, TimeMeter time) {
        this.rate = rate;
        this.time = time;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(CALLERS)
                .expireAfterAccess(Duration.ofSeconds(Math.ceilDiv(rate.burst(), rate.perSecond()) + 1L))
                .ticker(time::currentTimeNanos)
                .build();
    }

    /** @return empty when the caller may pass, else how long it has to wait */
    Optional<Duration> pass(String address) {
        ConsumptionProbe probe = buckets.get(caller(address), a -> bucket()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    /** One line gets 2^64 addresses of IPv6: they count as one caller. What is no address at all counts as one too. */
    private static String caller(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), 8))
                    : address;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
