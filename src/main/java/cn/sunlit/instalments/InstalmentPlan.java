package cn.sunlit.instalments;

import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Money;
import cn.sunlit.statutes.StatuteBook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A debt paid in parts (分期履行), each with its last day and how far it is paid.
 *
 * @param paper the agreement it rests on
 */
public record InstalmentPlan(long id, String paper, LocalDate agreedOn, List<Instalment> instalments) {

    public InstalmentPlan {
        instalments = List.copyOf(instalments);
    }

    /** How far a part is paid. */
    public enum State {
        WAITING("未到期", "pending"),
        PART_PAID("已付一部分", "open"),
        PAID("已付清", "done"),
        MISSED("逾期未付清", "red");

        private final String zh;
        private final String tone;

        State(String zh, String tone) {
            this.zh = zh;
            this.tone = tone;
        }

        public String zh() {
            return zh;
        }

        public String tone() {
            return tone;
        }
    }

    /** @param paid what of it has arrived, the parts before it first */
    public record Instalment(int no, LocalDate dueOn, Money amount, Money paid, State state) {}

    record Part(int no, LocalDate dueOn, Money amount) {}

    /** What has arrived since the agreement fills the parts in their order. */
    static List<Instalment> filled(List<Part> parts, Money received, LocalDate today) {
        Money rest = received;
        List<Instalment> filled = new ArrayList<>();
        for (Part part : parts) {
            Money paid = part.amount().min(rest);
            rest = rest.minus(paid);
            State state = paid.equals(part.amount())
                    ? State.PAID
                    : part.dueOn().isBefore(today) ? State.MISSED : paid.isPositive() ? State.PART_PAID : State.WAITING;
            filled.add(new Instalment(part.no(), part.dueOn(), part.amount(), paid, state));
        }
        return filled;
    }

    public boolean missed() {
        return instalments.stream().anyMatch(i -> i.state() == State.MISSED);
    }

    /** What the creditor may do when a part is missed. */
    @Law(
            id = "HJ-09",
            statute = "执行和解",
            edition = "2021-01-01",
            article = 9,
            text = "被执行人一方不履行执行和解协议的，申请执行人可以申请恢复执行原生效法律文书，也可以就履行执行和解协议向执行法院提起诉讼。")
    public String law() {
        return StatuteBook.cite("执行和解", "2021-01-01", 9);
    }
}
