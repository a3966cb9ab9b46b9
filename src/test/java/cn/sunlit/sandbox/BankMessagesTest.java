package cn.sunlit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankMessagesTest {

    @ParameterizedTest
    @CsvSource({"2026-12-02T03:00:00.12Z, 2026-12-02T11:00:00+08:00", "2026-12-02T03:00:07Z, 2026-12-02T11:00:07+08:00"
    })
    void 整分时刻也写明秒(Instant at, String written) {
        var movement = new BankStore.Movement(
                "C1", "CREDIT", "811", "8111", Money.parse("1.00"), "乙某公司", "", null, at, LocalDate.of(2026, 12, 2));
        assertThat(BankMessages.notification("N-C1", List.of(movement), "08"))
                .contains("<CreDtTm>" + written + "</CreDtTm>");
    }

    @Test
    void 回执也写明秒() {
        var order = new BankStore.BankOrder("M1", "E1", "ACCEPTED", null, Money.parse("1.00"), "甲某", 1);
        assertThat(BankMessages.answer("A-1", "M1", Instant.parse("2026-12-02T03:00:00Z"), List.of(order)))
                .contains("<CreDtTm>2026-12-02T11:00:00+08:00</CreDtTm>");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T08:59:59Z, 2026-11-20",
        "2026-11-20T09:00:00Z, 2026-11-23",
        "2026-11-21T02:00:00Z, 2026-11-23"
    })
    void 截止时间以后的指令次一工作日起息(Instant at, LocalDate value) {
        assertThat(BankFaults.NONE.valueOf(at)).isEqualTo(value);
    }

    @Test
    void 同一种子同一报文的毛病相同() {
        BankFaults bad = new BankFaults(3, 0, true, false, 0, 0, 7L, 2, 0.2, 0, 0, true, BankFaults.CUT_OFF);
        BankFaults again = new BankFaults(3, 0, true, false, 0, 0, 7L, 2, 0.2, 0, 0, true, BankFaults.CUT_OFF);
        List<String> messages = IntStream.range(0, 300).mapToObj(i -> "N-" + i).toList();
        assertThat(messages).allMatch(m -> bad.copiesOf(m) == again.copiesOf(m) && bad.omits(m) == again.omits(m));
        assertThat(messages.stream().map(bad::copiesOf).distinct()).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(messages.stream().map(bad::versionOf).distinct()).hasSize(3);
        assertThat(messages.stream().filter(bad::omits).count()).isBetween(30L, 90L);
        assertThat(messages.stream()
                        .map(m -> bad.delayOf(m, 0))
                        .filter(d -> d.toHours() >= 24)
                        .count())
                .isPositive();
        assertThat(messages.stream()
                        .map(m -> bad.delayOf(m, 0))
                        .max(Comparator.naturalOrder())
                        .orElseThrow())
                .isLessThanOrEqualTo(Duration.ofDays(2));
    }
}
