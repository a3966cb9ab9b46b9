package cn.sunlit.statutes;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import java.util.List;

/** The fee for preservation (申请保全费), by tiers of the property preserved, with a cap. */
public final class PreservationFee {

    private static final String ART_14 = StatuteBook.cite("诉讼费用交纳办法", "2007-04-01", 14);

    private PreservationFee() {}

    /** @param amount of the property preserved, zero where none is named */
    @Law(
            id = "FY-04",
            statute = "诉讼费用交纳办法",
            edition = "2007-04-01",
            article = 14,
            text =
                    "财产数额不超过1000元或者不涉及财产数额的，每件交纳30元；超过1000元至10万元的部分，按照1%交纳；超过10万元的部分，按照0.5%交纳。但是，当事人申请保全措施交纳的费用最多不超过5000元。")
    public static FeeResult of(Money amount) {
        if (amount.isNegative()) {
            throw new IllegalArgumentException("保全数额不能为负数");
        }
        return EnforcementFee.tariff(LegalNumbers.PRESERVATION_FEE.current(), amount, List.of(ART_14));
    }
}
