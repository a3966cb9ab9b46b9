package cn.sunlit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.kernel.Money;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankMessagesTest {

    @ParameterizedTest
    @CsvSource({"2026-12-02T03:00:00.12Z, 2026-12-02T11:00:00+08:00", "2026-12-02T03:00:07Z, 2026-12-02T11:00:07+08:00"
    })
    void 整分时刻也写明秒(Instant at, String written) {
        var movement = new BankStore.Movement("C1", "CREDIT", "811", "8111", Money.parse("1.00"), "乙某公司", "", null, at);
        assertThat(BankMessages.notification(movement)).contains("<CreDtTm>" + written + "</CreDtTm>");
    }

    @Test
    void 回执也写明秒() {
        var order = new BankStore.BankOrder("M1", "E1", "ACCEPTED", null, Money.parse("1.00"), "甲某", 1);
        assertThat(BankMessages.answer("A-1", Instant.parse("2026-12-02T03:00:00Z"), order))
                .contains("<CreDtTm>2026-12-02T11:00:00+08:00</CreDtTm>");
    }
}
