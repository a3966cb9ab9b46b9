package cn.sunlit.funds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of the money's states is the page that people read. */
class StatesTest {

    private static final Path PAGE = Path.of("docs/generated/states-funds.md");

    /** Run with {@code -Dsunlit.docs=write} to write the page anew. */
    @Test
    void 状态图与代码一致() throws IOException {
        if ("write".equals(System.getProperty("sunlit.docs"))) {
            Files.writeString(PAGE, States.markdown());
        }
        assertThat(PAGE).content().isEqualTo(States.markdown());
    }

    @ParameterizedTest
    @EnumSource(
            value = States.Payment.class,
            names = {"QUEUED", "SENT", "ACCEPTED", "PAID"})
    void 退汇可以先于付款通知到达(States.Payment from) {
        assertThat(States.may(from, States.Payment.RETURNED)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = States.Payment.class,
            names = {"REJECTED", "RETURNED"})
    void 已回到账户的款项不再变动(States.Payment over) {
        for (States.Payment to : States.Payment.values()) {
            assertThat(States.may(over, to)).as(to.name()).isFalse();
        }
    }
}
