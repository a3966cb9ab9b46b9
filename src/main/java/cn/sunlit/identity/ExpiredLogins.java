package cn.sunlit.identity;

import cn.sunlit.kernel.Expiring;
import java.time.Instant;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What was needed to come in, and is of no use to anybody afterwards. */
@Configuration
class ExpiredLogins {

    @Bean
    Expiring expiredHandles(PartyCodeStore store) {
        return of("identity.party-code", store::removeBefore, store::countBefore);
    }

    @Bean
    Expiring expiredAttempts(AttemptStore store) {
        return of("identity.attempt", store::removeBefore, store::countBefore);
    }

    @Bean
    Expiring expiredSessions(SessionStore store) {
        return of("identity.session", store::removeBefore, store::countBefore);
    }

    private static Expiring of(String id, ToIntFunction<Instant> erase, ToLongFunction<Instant> waiting) {
        return new Expiring() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public int erase(Instant before) {
                return erase.applyAsInt(before);
            }

            @Override
            public long waiting(Instant before) {
                return waiting.applyAsLong(before);
            }
        };
    }
}
