package cn.sunlit.funds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.SunlitTest;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SunlitTest(shared = "cases")
@DisplayName("异常报文")
class BankStraysTest {

    private static final CourtCode COURT = new CourtCode("鄂1125");

    @Autowired
    BankDoor door;

    @Autowired
    BankStrays strays;

    @Autowired
    BankStrayStore kept;

    @Test
    @DisplayName("整份拒收的报文连同原因留下，看过内容、写明情况后处理完毕")
    void keepsWhatWasRefused() {
        Actor cashier = Actor.system("案款银行", COURT);
        byte[] cut = "<Document><GrpHdr><MsgId>F-cut</MsgId>".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> door.take(cashier, "2026-03-02/cut-off.xml", cut))
                .isInstanceOf(Problem.Invalid.class);
        BankStray stray = kept.strays(COURT, false).stream()
                .filter(s -> "2026-03-02/cut-off.xml".equals(s.name()))
                .findFirst()
                .orElseThrow();
        assertThat(strays.content(cashier, stray.id()))
                .hasValueSatisfying(c -> assertThat(c).contains("F-cut"));
        strays.settle(cashier, stray.id(), "已请银行重发");
        assertThat(kept.strays(COURT, false)).extracting(BankStray::id).doesNotContain(stray.id());
    }
}
