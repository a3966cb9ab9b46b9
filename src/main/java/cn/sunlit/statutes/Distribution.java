package cn.sunlit.statutes;

import cn.sunlit.kernel.Money;
import java.util.List;

/** How proceeds are distributed among creditors (案款分配). */
public final class Distribution {
    private Distribution() {}

    /** How ordinary claims share what costs and preferred claims leave. */
    public enum Rule {
        /** In proportion, where the debtor is a citizen or another organisation, or one title names several creditors. */
        PROPORTIONAL,
        /** By the order of seizure, where the debtor is an enterprise that is not handed over to bankruptcy. */
        SEIZURE_ORDER
    }

    public enum Kind {
        COST,
        PREFERRED,
        ORDINARY
    }

    public enum Payout {
        /** Paid out. */
        PAY,
        /** Set aside until the claim is adjudicated (预留). */
        RESERVE,
        /** Deposited until the suit on the plan is decided (提存). */
        ESCROW
    }

    /**
     * @param creditor who is paid
     * @param amount of the claim
     * @param seizureRank 1 for the first seizure; needed for {@link Rule#SEIZURE_ORDER}, else zero
     * @param payout whether the share may be paid
     */
    public record Claim(String creditor, Money amount, int seizureRank, Payout payout) {
        public static Claim of(String creditor, Money amount) {
            return new Claim(creditor, amount, 0, Payout.PAY);
        }
    }

    /** What one creditor gets: {@code share}, to be paid, set aside or deposited as {@code payout} says. */
    public record Line(Kind kind, String creditor, Money claim, Money share, Payout payout) {}

    /** All lines and the refund add up to the proceeds, to the fen. */
    public record Plan(Money proceeds, List<Line> lines, Money refund, List<Explanation> explanations) {}

    public static Plan plan(
            Money proceeds, List<Claim> costs, List<Claim> preferred, List<Claim> ordinary, Rule rule) {
        throw new UnsupportedOperationException();
    }
}
