package cn.sunlit.bank;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the balances of a camt.053 statement and adds up what it says: its booked entries must lead from the opening to the
 * closing balance, and its own totals (TxsSummry) be those of its entries. What does not add up is cut or was changed on its
 * way, so nothing of the message is taken. Of a statement in pages the other pages are not at hand: whoever has all of them adds
 * them up.
 */
final class StatementReader {

    private static final String WHOLE = "，整份报文未予接收";
    private static final int DECIMALS = 2;
    private static final int LONGEST_SUM = 17;
    private static final int UNREADABLE = 0;

    private StatementReader() {}

    /** @param message how the message itself is paged: version 02 knows no pages of a statement */
    static BankMessage.Statement read(
            JsonNode s, JsonNode message, String account, List<BankMessage.Entry> entries, Tally tally) {
        String id = BankReader.or(BankReader.text(s.path("id")), "（无编号）");
        String name = "对账单 " + BankReader.brief(id);
        Balance opening = balance(s, name, "OPBD");
        if (opening == null) {
            opening = balance(s, name, "PRCD");
        }
        Balance closing = balance(s, name, "CLBD");
        JsonNode paged = paged(s) ? s.path("stmtPgntn") : message;
        BankMessage.Page page = page(paged, paged(s), opening, closing, tally);
        LocalDate day = closing == null ? null : closing.day();
        String flaw;
        if (page == null) {
            totals(s, name, tally);
            flaw = flaw(closing);
            if (flaw == null && opening != null && closing != null) {
                leads(name, opening, closing, tally);
            }
        } else {
            day = dayOf(opening, closing, entries);
            flaw = flaw(page, day, tally);
        }
        return new BankMessage.Statement(
                id,
                account,
                page,
                day,
                currency(opening, closing, tally),
                opening == null ? null : opening.amount(),
                closing == null ? null : closing.amount(),
                tally.booked().net(),
                sequence(s),
                entries.stream()
                        .filter(BankMessage.Entry::booked)
                        .map(BankMessage.Entry::reference)
                        .toList(),
                flaw);
    }

    private record Balance(
            BigDecimal amount, String currency, @Nullable LocalDate day) {}

    private static @Nullable Balance balance(JsonNode s, String name, String code) {
        Balance found = null;
        for (JsonNode b : s.path("bal")) {
            if (!code.equals(BankReader.text(b.path("tp").path("cdOrPrtry").path("cd")))) {
                continue;
            }
            Balance next = new Balance(
                    signed(b),
                    BankReader.or(BankReader.text(b.path("amt").path("ccy")), ""),
                    BankReader.day(b.path("dt")));
            if (next.amount().stripTrailingZeros().scale() > DECIMALS
                    || next.amount().precision() > LONGEST_SUM) {
                throw BankReader.wrong("%s的余额（%s）%s 不是金额，小数最多两位%s"
                        .formatted(name, code, BankReader.brief(next.amount().toString()), WHOLE));
            }
            if (found != null
                    && (found.amount().compareTo(next.amount()) != 0
                            || !found.currency().equals(next.currency()))) {
                throw BankReader.wrong("%s有两个不同的余额（%s）%s".formatted(name, code, WHOLE));
            }
            found = next;
        }
        return found;
    }

    private static boolean paged(JsonNode s) {
        return !s.path("stmtPgntn").isMissingNode();
    }

    /**
     * Null where the statement is whole. Pages of a message tell where a statement begins and ends by its balances alone, and
     * may each hold statements that are whole.
     *
     * @param own whether the statement itself is paged, not its message
     */
    private static BankMessage.@Nullable Page page(
            JsonNode paged, boolean own, @Nullable Balance opening, @Nullable Balance closing, Tally tally) {
        String written = BankReader.or(BankReader.text(paged.path("pgNb")), "1");
        boolean last = paged.path("lastPgInd").asBoolean(true);
        int number = written.matches("\\d{1,5}") ? Integer.parseInt(written) : UNREADABLE;
        if (paged.isMissingNode() || (number == 1 && last)) {
            return null;
        }
        if (!own && opening != null && closing != null) {
            return opening.amount().add(tally.booked().net()).compareTo(closing.amount()) == 0
                    ? null
                    : new BankMessage.Page(number, number == 1, last);
        }
        return own
                ? new BankMessage.Page(number, number == 1, last)
                : new BankMessage.Page(number, opening != null, closing != null);
    }

    private static @Nullable LocalDate dayOf(
            @Nullable Balance opening, @Nullable Balance closing, List<BankMessage.Entry> entries) {
        if (closing != null && closing.day() != null) {
            return closing.day();
        }
        return entries.stream()
                .filter(BankMessage.Entry::booked)
                .map(BankMessage.Entry::bookedOn)
                .filter(Objects::nonNull)
                .max(LocalDate::compareTo)
                .orElse(opening == null ? null : opening.day());
    }

    private static @Nullable String flaw(@Nullable Balance closing) {
        if (closing == null) {
            return "对账单没有期末余额（CLBD），不能用于对账";
        }
        return closing.day() == null ? "期末余额没有日期（Dt），不能用于对账" : null;
    }

    private static @Nullable String flaw(BankMessage.Page page, @Nullable LocalDate day, Tally tally) {
        if (page.number() < 1) {
            return "对账单分页发来，页码（PgNb）不是从 1 起的数字，不能用于对账";
        }
        if (day == null) {
            return "对账单第 %d 页没有日期，不能用于对账".formatted(page.number());
        }
        BigDecimal net = tally.booked().net();
        return net.stripTrailingZeros().scale() > DECIMALS || net.precision() > LONGEST_SUM
                ? "对账单第 %d 页各笔分录的合计不是金额，小数最多两位，不能用于对账".formatted(page.number())
                : null;
    }

    /** That of the balances, else that which all booked entries share; empty where there is none. */
    private static String currency(@Nullable Balance opening, @Nullable Balance closing, Tally tally) {
        Balance balance = closing != null ? closing : opening;
        if (balance != null) {
            return balance.currency();
        }
        return tally.currencies().size() == 1 ? tally.currencies().iterator().next() : "";
    }

    private static void leads(String name, Balance opening, Balance closing, Tally tally) {
        if (!opening.currency().equals(closing.currency())) {
            throw BankReader.wrong(
                    "%s的期初余额币种为 %s，期末余额币种为 %s%s".formatted(name, opening.currency(), closing.currency(), WHOLE));
        }
        for (String currency : tally.currencies()) {
            if (!currency.equals(closing.currency())) {
                throw BankReader.wrong("%s的余额币种为 %s，其中一笔分录币种为 %s%s"
                        .formatted(name, closing.currency(), currency.isEmpty() ? "空" : currency, WHOLE));
            }
        }
        BigDecimal sum = opening.amount().add(tally.booked().net());
        if (sum.compareTo(closing.amount()) != 0) {
            throw BankReader.wrong("%s的期初余额 %s 加已记账的各笔分录应为 %s，期末余额（CLBD）却是 %s，相差 %s%s"
                    .formatted(
                            name,
                            plain(opening.amount()),
                            plain(sum),
                            plain(closing.amount()),
                            plain(closing.amount().subtract(sum)),
                            WHOLE));
        }
    }

    /**
     * Compares the totals that a statement or notification states of itself with its entries. Banks count either all of them
     * or those that are booked.
     */
    static void totals(JsonNode s, String name, Tally tally) {
        JsonNode stated = s.path("txsSummry");
        if (stated.isMissingNode()) {
            return;
        }
        Tally.Totals all = tally.all();
        Tally.Totals booked = tally.booked();
        JsonNode both = stated.path("ttlNtries");
        compare(name, "TtlNtries", both, all.both(), booked.both());
        compare(name, "TtlCdtNtries", stated.path("ttlCdtNtries"), all.credit(), booked.credit());
        compare(name, "TtlDbtNtries", stated.path("ttlDbtNtries"), all.debit(), booked.debit());
        JsonNode net = both.path("ttlNetNtry").isMissingNode()
                ? both.path("ttlNetNtryAmt")
                : both.path("ttlNetNtry").path("amt");
        String direction = BankReader.or(
                BankReader.text(both.path("ttlNetNtry").path("cdtDbtInd")),
                BankReader.or(BankReader.text(both.path("cdtDbtInd")), ""));
        if (net.isNumber()) {
            BigDecimal said = direction.equals("DBIT") ? net.decimalValue().negate() : net.decimalValue();
            if (said.compareTo(all.net()) != 0 && said.compareTo(booked.net()) != 0) {
                throw differs(name, "TtlNtries 净额", plain(said), plain(all.net()));
            }
        }
    }

    private static void compare(String name, String field, JsonNode stated, Tally.Side all, Tally.Side booked) {
        String number = BankReader.text(stated.path("nbOfNtries"));
        if (number != null
                && !number.equals(String.valueOf(all.count()))
                && !number.equals(String.valueOf(booked.count()))) {
            throw differs(name, field + " 笔数", BankReader.brief(number), String.valueOf(all.count()));
        }
        JsonNode sum = stated.path("sum");
        if (sum.isNumber()
                && sum.decimalValue().compareTo(all.sum()) != 0
                && sum.decimalValue().compareTo(booked.sum()) != 0) {
            throw differs(name, field + " 合计", plain(sum.decimalValue()), plain(all.sum()));
        }
    }

    private static RuntimeException differs(String name, String what, String stated, String found) {
        return BankReader.wrong("%s的汇总（TxsSummry/%s）写明 %s，实际分录为 %s%s".formatted(name, what, stated, found, WHOLE));
    }

    /** Why an entry's only detail belies it, or null; what charges explain, or another currency, does not. */
    static @Nullable String contradicts(JsonNode entry, JsonNode detail) {
        JsonNode share = BankReader.share(detail);
        BigDecimal amount = entry.path("amt").path("value").decimalValue(BigDecimal.ZERO);
        boolean comparable = share.path("value").isNumber()
                && String.valueOf(BankReader.text(share.path("ccy")))
                        .equals(BankReader.text(entry.path("amt").path("ccy")))
                && entry.path("chrgs").isMissingNode()
                && detail.path("chrgs").isMissingNode();
        return !comparable || share.path("value").decimalValue().compareTo(amount) == 0
                ? null
                : "分录金额 %s 与其明细金额 %s 不一致"
                        .formatted(plain(amount), plain(share.path("value").decimalValue()));
    }

    /** The electronic number before the legal one, which banks count by other rules. */
    private static @Nullable Long sequence(JsonNode s) {
        for (String name : List.of("elctrncSeqNb", "lglSeqNb")) {
            JsonNode number = s.path(name);
            if (number.isNumber() && number.decimalValue().precision() <= LONGEST_SUM) {
                return number.decimalValue().longValue();
            }
        }
        return null;
    }

    static BigDecimal signed(JsonNode of) {
        BigDecimal amount = of.path("amt").path("value").decimalValue(BigDecimal.ZERO);
        return "DBIT".equals(BankReader.text(of.path("cdtDbtInd"))) ? amount.negate() : amount;
    }

    private static String plain(BigDecimal amount) {
        return amount.abs().precision() > 40 || Math.abs(amount.scale()) > 40
                ? amount.toString()
                : amount.toPlainString();
    }
}
