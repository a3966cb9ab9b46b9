package cn.sunlit.livesealing;

import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Practice;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether one payment lies within a plan; facts in, every reason against it out. */
final class AllowanceRules {

    private AllowanceRules() {}

    /**
     * What is known when the bank asks.
     *
     * @param controlled whether the control on the account still stands in the first rank
     * @param caps the plan's lines for the account that is to be paid; empty when the plan does not name it
     * @param usedInAll what is paid or reserved in this month for all payees
     * @param heldByOthers what other cases hold of the same account: it must be left as well
     */
    record Facts(
            PlanState state,
            LocalDate from,
            LocalDate to,
            boolean controlled,
            Money monthly,
            Money floor,
            List<Cap> caps,
            Money usedInAll,
            Money heldByOthers,
            Question question,
            LocalDate today) {

        Facts {
            caps = List.copyOf(caps);
        }

        @Nullable
        Cap cap() {
            return caps.stream()
                    .filter(c -> c.use() == question.use())
                    .findFirst()
                    .orElse(null);
        }
    }

    /** A line of the plan: one payee, one use. @param used in this month */
    record Cap(String name, Use use, Money monthly, Money used) {}

    /** @param left what may still be paid in this month, to all, after this payment where it is permitted */
    record Verdict(List<Reason> reasons, Money left) {
        Verdict {
            reasons = List.copyOf(reasons);
        }

        boolean permitted() {
            return reasons.isEmpty();
        }
    }

    static Verdict judge(Facts f) {
        List<Reason> against = new ArrayList<>();
        plan(f, against);
        payee(f, against);
        amounts(f, against);
        Money free = f.monthly().minus(f.usedInAll()).atLeastZero();
        return new Verdict(against, against.isEmpty() ? free.minus(f.question().amount()) : free);
    }

    private static void plan(Facts f, List<Reason> against) {
        if (!f.state().isInForce()) {
            against.add(Reason.NOT_IN_FORCE);
        }
        if (f.today().isBefore(f.from())) {
            against.add(Reason.NOT_YET);
        }
        if (f.today().isAfter(f.to())) {
            against.add(Reason.TERM_OVER);
        }
        if (!f.controlled()) {
            against.add(Reason.NOT_CONTROLLED);
        }
    }

    private static void payee(Facts f, List<Reason> against) {
        if (f.caps().isEmpty()) {
            against.add(Reason.OTHER_PAYEE);
        } else if (f.caps().stream().noneMatch(c -> same(c.name(), f.question().payeeName()))) {
            against.add(Reason.OTHER_NAME);
        } else if (f.cap() == null) {
            against.add(Reason.OTHER_USE);
        }
    }

    @Practice(id = "HF-20", text = "活封额度按自然月计算，以法院准许之日所在的月为准，当月未用的不结转下月，首月和末月不足一个月的不折减；法律没有规定，产品默认值")
    private static void amounts(Facts f, List<Reason> against) {
        Money amount = f.question().amount();
        Cap cap = f.cap();
        if (cap != null && cap.used().plus(amount).compareTo(cap.monthly()) > 0) {
            against.add(Reason.PAYEE_LIMIT);
        }
        if (f.usedInAll().plus(amount).compareTo(f.monthly()) > 0) {
            against.add(Reason.MONTH_LIMIT);
        }
        Money left = f.question().balance().minus(amount);
        if (left.compareTo(f.floor().plus(f.heldByOthers())) < 0) {
            against.add(Reason.FLOOR);
        }
    }

    /** Banks write names with or without blanks, in full or half width. */
    private static boolean same(String one, String other) {
        return plain(one).equals(plain(other));
    }

    static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).replaceAll("\\s", "");
    }

    /** Why a payment is refused. */
    enum Reason {
        NO_PLAN("该账户没有准许使用的活封方案"),
        NOT_IN_FORCE("活封方案没有在执行中，冻结恢复全额"),
        NOT_YET("活封方案尚未开始"),
        TERM_OVER("活封方案的期限已经届满"),
        NOT_CONTROLLED("该账户的冻结已经失效或者解除，不适用活封方案"),
        OTHER_PAYEE("收款账户不在活封方案之内"),
        OTHER_NAME("收款人户名与活封方案不符"),
        OTHER_USE("活封方案没有准许向该收款人支付这项用途"),
        PAYEE_LIMIT("超出该收款人本月的限额"),
        MONTH_LIMIT("超出本月的总限额"),
        FLOOR("付款后余额低于应当留足的下限");

        private final String zh;

        Reason(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }
    }
}
