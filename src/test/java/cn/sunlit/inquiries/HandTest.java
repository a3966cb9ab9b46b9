package cn.sunlit.inquiries;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.inquiries.OutboxStore.Claimed;
import cn.sunlit.kernel.CourtCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a process has in hand of one institution. */
class HandTest {

    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");
    private static final Instant LEASE = NOW.plusSeconds(90);

    private final Hand hand = new Hand();

    @Test
    void 同时办理的不超过份额_答复一到就发下一项() {
        hand.claimed(2, claimed(LEASE, 1, 6));
        List<Claimed> calls = all(NOW);
        assertThat(calls).extracting(Claimed::id).containsExactly(1L, 2L);
        assertThat(hand.isLow()).isFalse();
        hand.returned();
        assertThat(all(NOW))
                .as("while the first is being settled")
                .extracting(Claimed::id)
                .containsExactly(3L);
        hand.returned();
        hand.returned();
        assertThat(all(NOW)).as("three replies are not settled yet").hasSize(1);
        assertThat(all(NOW)).isEmpty();
        hand.settled(calls.getFirst(), true);
        assertThat(all(NOW)).extracting(Claimed::id).containsExactly(5L);
        assertThat(hand.isLow()).isTrue();
        assertThat(hand.mine()).containsExactlyInAnyOrder(2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void 领取期限将满的不再发送_时钟跳过之后重新领取的可以发送() {
        hand.claimed(1, claimed(LEASE, 1, 3));
        Instant later = NOW.plusSeconds(60);
        hand.claimed(1, claimed(later.plusSeconds(90), 2, 2));
        assertThat(all(later))
                .as("of two leases the new one counts")
                .extracting(Claimed::id)
                .containsExactly(2L);
        assertThat(hand.unwanted()).extracting(Claimed::id).containsExactlyInAnyOrder(1L, 3L);
        assertThat(hand.unwanted()).isEmpty();
        hand.claimed(1, claimed(later.plusSeconds(90), 2, 2));
        assertThat(hand.mine()).as("its call is under way").containsExactly(2L);
        assertThat(hand.isLow()).isTrue();
    }

    @Test
    void 连续三次失败_或者份额归了别的进程_未发送的都归还() {
        hand.claimed(4, claimed(LEASE, 1, 9));
        List<Claimed> calls = all(NOW);
        for (int i = 0; i < 3; i++) {
            hand.returned();
            hand.settled(calls.get(i), false);
        }
        assertThat(hand.unwanted()).extracting(Claimed::id).containsExactly(5L, 6L, 7L, 8L, 9L);
        hand.returned();
        hand.settled(calls.get(3), true);
        assertThat(hand.isEmpty()).isTrue();

        hand.claimed(4, claimed(LEASE, 11, 12));
        hand.claimed(0, List.of());
        assertThat(all(NOW)).isEmpty();
        assertThat(hand.unwanted()).hasSize(2);
        assertThat(hand.carried()).isEqualTo(4);
    }

    private List<Claimed> all(Instant now) {
        List<Claimed> begun = new ArrayList<>();
        for (Claimed next; (next = hand.next(Clock.fixed(now, ZoneOffset.UTC))) != null; ) {
            begun.add(next);
        }
        return begun;
    }

    private static List<Claimed> claimed(Instant until, long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(id -> new Claimed(
                        id,
                        new UUID(0, id),
                        "QUERY",
                        false,
                        "BANK",
                        new CourtCode("鄂1125"),
                        new byte[0],
                        1,
                        NOW.plus(Duration.ofDays(1)),
                        2,
                        NOW,
                        until))
                .toList();
    }
}
