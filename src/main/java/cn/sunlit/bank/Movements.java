package cn.sunlit.bank;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What counts as one movement of a message, whatever its format: the bank's own reference first, the same in a notification
 * and in the statement of the day. Where a bank sends none: the entry's reference within its account and day, else the
 * payer's end-to-end reference with amount and day, else everything the entry says with its ordinal among equal ones of its
 * message. The last two may take one movement told by two messages of different kinds for two; the reconciliation shows it.
 */
final class Movements {

    private static final Pattern NUMBER = Pattern.compile("(?<!\\d)\\d{15,19}(?!\\d)");

    private final Map<String, Integer> equal = new HashMap<>();

    /**
     * What a message says to name one movement.
     *
     * @param bank the bank's own reference
     * @param part which part of a batch, empty for none
     * @param entry the reference of the entry in its message
     */
    record Said(
            @Nullable String bank,
            String part,
            @Nullable String entry,
            @Nullable String endToEnd,
            String account,
            @Nullable LocalDate bookedOn,
            @Nullable LocalDate valueOn,
            boolean credit,
            BigDecimal amount,
            String currency,
            @Nullable String counterparty,
            String remark) {}

    /** The reference under which a movement is booked once. */
    String reference(Said m) {
        if (m.bank() != null) {
            return "S:" + m.bank() + m.part();
        }
        if (m.entry() != null) {
            return "N:" + m.account() + ":" + m.bookedOn() + ":" + m.entry() + m.part();
        }
        if (m.endToEnd() != null) {
            return "E:" + m.account() + ":" + m.bookedOn() + ":" + m.endToEnd() + ":" + m.credit() + ":"
                    + m.amount().toPlainString();
        }
        String all = String.join(
                "|",
                m.account(),
                String.valueOf(m.bookedOn()),
                String.valueOf(m.valueOn()),
                String.valueOf(m.credit()),
                m.amount().toPlainString(),
                m.currency(),
                m.counterparty() == null ? "" : m.counterparty(),
                m.remark(),
                m.part());
        return "H:" + BankReader.sha256(all.getBytes(StandardCharsets.UTF_8)).substring(0, 32) + ":"
                + equal.merge(all, 1, Integer::sum);
    }

    /** Every account number that a movement names: the payee's, the account of the message, then those in its words. */
    static List<String> named(String creditor, String account, String words) {
        Set<String> named = new LinkedHashSet<>();
        if (!creditor.isEmpty()) {
            named.add(creditor);
        }
        named.add(account);
        Matcher m = NUMBER.matcher(words);
        while (m.find()) {
            named.add(m.group());
        }
        return List.copyOf(named);
    }
}
