package cn.sunlit.messages;

import cn.sunlit.kernel.Expiring;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What a message says and where it went is not kept for ever: a log-in code is worth nothing after minutes, and what a case SMS
 * said stands in the case's own notices. That a message was sent, when and with what result stays.
 */
@Configuration
class ExpiredMessages {

    @Bean
    Expiring expiredLoginCodes(MessageStore store) {
        return of("messages.login-code", store, true);
    }

    @Bean
    Expiring expiredCaseMessages(MessageStore store) {
        return of("messages.case-message", store, false);
    }

    private static Expiring of(String id, MessageStore store, boolean codes) {
        return new Expiring() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public int erase(Instant before) {
                return store.erase(codes, before);
            }

            @Override
            public long waiting(Instant before) {
                return store.waiting(codes, before);
            }
        };
    }
}
