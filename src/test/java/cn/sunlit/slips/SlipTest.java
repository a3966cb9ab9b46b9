package cn.sunlit.slips;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.funds.Account;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.web.QrCode;
import com.google.zxing.qrcode.decoder.Decoder;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlipTest {

    private static final int QUIET = 4;

    private final Slip slip = new Slip(
            CaseNumber.parse("（2026）鄂1125执123号"),
            "浠水县人民法院",
            "乙某公司",
            false,
            new Account("81100000000012345", "案款合作银行", "浠水县人民法院执行款专户"),
            Money.parse("25275.00"),
            LocalDate.of(2026, 11, 20));

    @Test
    void 写明户名账号开户行案号付款人和当日数额() {
        assertThat(slip.lines())
                .containsExactly(
                        "户名：浠水县人民法院执行款专户",
                        "账号：81100000000012345",
                        "开户行：案款合作银行",
                        "案号：（2026）鄂1125执123号",
                        "付款人：乙某公司",
                        "金额：25,275.00 元（2026年11月20日当日付清的数额）");
    }

    @Test
    void 二维码读出来就是缴款单上的文字() throws Exception {
        boolean[][] dots = QrCode.dots(slip.text());
        boolean[][] code = Arrays.stream(dots, QUIET, dots.length - QUIET)
                .map(row -> Arrays.copyOfRange(row, QUIET, row.length - QUIET))
                .toArray(boolean[][]::new);
        assertThat(new Decoder().decode(code, Map.of()).getText()).isEqualTo(slip.text());
    }
}
