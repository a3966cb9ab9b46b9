package cn.sunlit.inquiries;

import cn.sunlit.kernel.Practice;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** What happens to a request that was not answered well: again after a growing pause, at last to a person (人工处理). */
@Component
class Retry {

    @Practice(id = "CK-03", text = "未获有效反馈的请求按递增间隔重发十次，仍无有效反馈的转人工处理（产品默认值）")
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofHours(24));

    private final OutboxStore store;
    private final Rounds rounds;
    private final Clock clock;

    Retry(OutboxStore store, Rounds rounds, Clock clock) {
        this.store = store;
        this.rounds = rounds;
        this.clock = clock;
    }

    void later(long request, int attempts, String why) {
        if (attempts > PAUSES.size()) {
            giveUp(request, why);
            return;
        }
        store.again(request, clock.instant().plus(PAUSES.get(Math.max(attempts, 1) - 1)), why);
    }

    void giveUp(long request, String why) {
        store.toAPerson(request, why);
        rounds.settled(request);
    }
}
