package cn.sunlit.livesealing;

import cn.sunlit.kernel.Money;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A bank asks before it pays out of a controlled account.
 *
 * @param requestNo the bank's own number; the same number is the same question
 * @param account from which is paid
 * @param balance in the account before the payment
 */
record Question(
        String requestNo, String account, String payeeName, String payeeAccount, Use use, Money amount, Money balance) {

    /** By which the same question is known again, however it was written down; the balance may have moved in between. */
    String sha256() {
        try {
            String said = String.join("\n", account, payeeName, payeeAccount, use.name(), amount.toString());
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "payment " + requestNo + " of " + amount;
    }
}
