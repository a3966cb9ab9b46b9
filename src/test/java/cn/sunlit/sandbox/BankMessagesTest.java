package cn.sunlit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.bank.BankMessage;
import cn.sunlit.bank.BankReader;
import cn.sunlit.kernel.Money;
import java.nio.charset.StandardCharsets;
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

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "3, 1", "4, 2", "7, 3"})
    void 对账单一页放不下的分几页_首尾余额相接(int movements, int pages) {
        Instant at = Instant.parse("2026-12-02T03:00:00Z");
        LocalDate day = LocalDate.of(2026, 12, 2);
        List<BankStore.Movement> all = IntStream.range(0, movements)
                .mapToObj(i -> new BankStore.Movement(
                        "C" + i, "CREDIT", "811", "8111", Money.parse("1.00"), "乙某公司", "", null, at, day))
                .toList();
        List<BankMessages.Message> written =
                BankMessages.statement(new BankStore.StatementDay("811", day, Money.parse("10.00"), 7), all, 3);
        assertThat(written).hasSize(pages);
        assertThat(written.stream().map(BankMessages.Message::id).distinct()).hasSize(pages);
        Money balance = Money.parse("10.00");
        int entries = 0;
        for (int page = 1; page <= pages; page++) {
            BankMessage.Statement read = BankReader.read(
                            written.get(page - 1).body().getBytes(StandardCharsets.UTF_8))
                    .statements()
                    .getFirst();
            assertThat(read.flaw()).isNull();
            assertThat(read.id()).isEqualTo("S-811-2026-12-02");
            assertThat(read.page()).isEqualTo(pages == 1 ? null : new BankMessage.Page(page, page == 1, page == pages));
            entries += read.references().size();
            balance = balance.plus(Money.parse(read.net().setScale(2).toPlainString()));
            assertThat(read.closing() == null).isEqualTo(page < pages);
            assertThat(read.opening() == null).isEqualTo(page > 1);
        }
        assertThat(entries).isEqualTo(movements);
        assertThat(balance).isEqualTo(Money.yuan(10L + movements));
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
