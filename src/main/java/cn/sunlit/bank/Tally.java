package cn.sunlit.bank;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Counts and adds up the entries of one statement or notification while they are read part by part. */
final class Tally {

    private Totals all = Totals.NONE;
    private Totals booked = Totals.NONE;
    private final Set<String> currencies = new LinkedHashSet<>();

    /** The entries on one side. */
    record Side(long count, BigDecimal sum) {

        static final Side NONE = new Side(0, BigDecimal.ZERO);

        Side plus(BigDecimal amount) {
            return new Side(count + 1, sum.add(amount));
        }
    }

    /** Both sides. */
    record Totals(Side credit, Side debit) {

        static final Totals NONE = new Totals(Side.NONE, Side.NONE);

        Totals plus(BigDecimal amount, boolean isCredit) {
            return isCredit ? new Totals(credit.plus(amount), debit) : new Totals(credit, debit.plus(amount));
        }

        Side both() {
            return new Side(credit.count + debit.count, credit.sum.add(debit.sum));
        }

        BigDecimal net() {
            return credit.sum.subtract(debit.sum);
        }
    }

    void add(JsonNode entry) {
        BigDecimal amount = entry.path("amt").path("value").decimalValue(BigDecimal.ZERO);
        boolean isCredit = !"DBIT".equals(BankReader.text(entry.path("cdtDbtInd")));
        all = all.plus(amount, isCredit);
        if (BankReader.isBooked(entry)) {
            booked = booked.plus(amount, isCredit);
            currencies.add(BankReader.or(BankReader.text(entry.path("amt").path("ccy")), ""));
        }
    }

    Totals all() {
        return all;
    }

    Totals booked() {
        return booked;
    }

    /** Of the booked entries. */
    Set<String> currencies() {
        return currencies;
    }
}
