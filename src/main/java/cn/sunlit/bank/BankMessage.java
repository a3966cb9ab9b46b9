package cn.sunlit.bank;

import cn.sunlit.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message of the bank as read, whatever its version: credits and debits, statements, or answers to payment orders. */
public record BankMessage(
        String messageId, String type, List<Entry> entries, List<Statement> statements, List<Status> statuses) {

    public BankMessage {
        entries = List.copyOf(entries);
        statements = List.copyOf(statements);
        statuses = List.copyOf(statuses);
    }

    public enum Direction {
        CREDIT,
        DEBIT
    }

    /**
     * One movement, single or out of a batch.
     *
     * @param reference counts the movement once, see {@link BankReader}
     * @param batch the reference of the whole batch of which this is a part, the same as {@code reference} where it is
     *     told as a whole; a statement may tell as one sum what a notification told one by one
     * @param account the account that the message is about
     * @param named every account number that the movement names on the creditor's side or in its remarks
     * @param booked whether the bank has booked it
     * @param from the account on the other side, where the bank names it
     * @param flaw why it cannot be booked by itself, in Chinese, or null
     */
    public record Entry(
            String reference,
            @Nullable String batch,
            String account,
            Direction direction,
            BigDecimal amount,
            String currency,
            boolean booked,
            @Nullable LocalDate bookedOn,
            @Nullable LocalDate valueOn,
            @Nullable String endToEnd,
            @Nullable String counterparty,
            String remark,
            List<String> named,
            @Nullable OtherSide from,
            @Nullable String flaw) {

        /** The amount in renminbi. @throws IllegalArgumentException with a Chinese sentence */
        public Money money() {
            return Money.parse(amount.toPlainString());
        }

        /** The same, or null where it is not a positive sum in renminbi. */
        public @Nullable Money readable() {
            try {
                return currency.equals("CNY") && money().isPositive() ? money() : null;
            } catch (IllegalArgumentException unreadable) {
                return null;
            }
        }
    }

    /** @param bank the name or code of the bank that keeps the account */
    public record OtherSide(String account, @Nullable String bank) {}

    /**
     * A statement's balances, for the reconciliation.
     *
     * @param page which page of the statement this is, null where it came whole
     * @param day of a page that has no closing balance its latest booking day
     * @param net what its booked entries add up to, debits being negative
     * @param sequence the bank's own number of the statement, null where it has none
     * @param flaw why it cannot be reconciled with, in Chinese, or null; without one there is the day, and the closing balance but of
     *     pages that are not the last
     */
    public record Statement(
            String id,
            String account,
            @Nullable Page page,
            @Nullable LocalDate day,
            String currency,
            @Nullable BigDecimal opening,
            @Nullable BigDecimal closing,
            BigDecimal net,
            @Nullable Long sequence,
            List<String> references,
            @Nullable String flaw) {}

    /**
     * A page of a statement that came in several messages.
     *
     * @param first whether the statement begins on it; its number is 1 then, but where the bank numbers its messages
     */
    public record Page(int number, boolean first, boolean last) {}

    /** The bank's answer to one payment order, or to a whole message where {@code endToEnd} is null. */
    public record Status(
            @Nullable String originalMessage, @Nullable String endToEnd, String code, String because) {
        public boolean accepted() {
            return switch (code) {
                case "ACTC", "ACCP", "ACSP", "ACSC", "ACWC", "ACCC", "PDNG", "RCVD" -> true;
                default -> false;
            };
        }

        public boolean rejected() {
            return code.equals("RJCT") || code.equals("CANC");
        }
    }
}
