package cn.sunlit.slips;

import cn.sunlit.funds.Account;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Money;
import cn.sunlit.web.QrCode;
import cn.sunlit.web.Show;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment slip (缴款单): where one payer pays for a case, and how much on this day.
 *
 * @param payer a respondent, or a third person who pays for one
 * @param third whether it is a third person
 * @param amount what ends the case on this day; null for a third person, whose notice says how much it owes
 */
public record Slip(
        CaseNumber caseNumber,
        String courtName,
        String payer,
        boolean third,
        Account account,
        @Nullable Money amount,
        LocalDate day) {

    /** What the slip says, line by line. */
    public List<String> lines() {
        return List.of(
                "户名：" + account.name(),
                "账号：" + account.number(),
                "开户行：" + account.bankName(),
                "案号：" + caseNumber,
                "付款人：" + payer,
                amount == null
                        ? "金额：按通知书所列数额"
                        : "金额：%s 元（%s当日付清的数额）".formatted(amount.display(), Show.dateInWords(day)));
    }

    /** The lines as a QR code: plain text that any phone shows and from which it copies. */
    public String qr() {
        return QrCode.dataUri(text());
    }

    String text() {
        return String.join("\n", lines());
    }
}
