package cn.sunlit.funds;

import java.util.List;

/** How a distribution and its payments pass from state to state: the one table, from which the diagram is drawn. */
final class States {

    private States() {}

    enum Distribution {
        PROPOSED("待审批"),
        SUPERSEDED("已作废"),
        APPROVED("已审批，付款中"),
        PAID("已发放"),
        PAY_FAILED("付款失败，待重新拟定");

        private final String zh;

        Distribution(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }
    }

    enum Payment {
        QUEUED("待发送银行"),
        SENT("已发送银行"),
        ACCEPTED("银行已受理"),
        PAID("已付出"),
        REJECTED("银行退回"),
        RETURNED("付出后退汇");

        private final String zh;

        Payment(String zh) {
            this.zh = zh;
        }

        String zh() {
            return zh;
        }
    }

    /** @param by what causes it, in Chinese */
    record Transition(Enum<?> from, Enum<?> to, String by) {}

    static final List<Transition> TABLE = List.of(
            new Transition(Distribution.PROPOSED, Distribution.APPROVED, "另一人审批"),
            new Transition(Distribution.PROPOSED, Distribution.SUPERSEDED, "收款变化后重新拟定"),
            new Transition(Distribution.APPROVED, Distribution.PAID, "全部款项付出"),
            new Transition(Distribution.APPROVED, Distribution.PAY_FAILED, "有款项被退回"),
            new Transition(Distribution.PAID, Distribution.PAY_FAILED, "付出后退汇"),
            new Transition(Payment.QUEUED, Payment.SENT, "付款指令送达银行"),
            new Transition(Payment.QUEUED, Payment.ACCEPTED, "银行受理回执"),
            new Transition(Payment.SENT, Payment.ACCEPTED, "银行受理回执"),
            new Transition(Payment.QUEUED, Payment.REJECTED, "银行拒绝回执"),
            new Transition(Payment.SENT, Payment.REJECTED, "银行拒绝回执"),
            new Transition(Payment.ACCEPTED, Payment.REJECTED, "银行拒绝回执"),
            new Transition(Payment.QUEUED, Payment.PAID, "银行付款通知"),
            new Transition(Payment.SENT, Payment.PAID, "银行付款通知"),
            new Transition(Payment.ACCEPTED, Payment.PAID, "银行付款通知"),
            new Transition(Payment.QUEUED, Payment.RETURNED, "退汇先于付款通知到达"),
            new Transition(Payment.SENT, Payment.RETURNED, "退汇先于付款通知到达"),
            new Transition(Payment.ACCEPTED, Payment.RETURNED, "退汇先于付款通知到达"),
            new Transition(Payment.PAID, Payment.RETURNED, "退汇入账"));

    static boolean may(Enum<?> from, Enum<?> to) {
        return TABLE.stream().anyMatch(t -> t.from() == from && t.to() == to);
    }

    /** The diagram for {@code docs/generated/states-funds.md}. */
    static String markdown() {
        StringBuilder out = new StringBuilder("# 案款状态（由程序生成）\n\n");
        diagram(out, "案款发放", Distribution.class);
        diagram(out, "付款", Payment.class);
        return out.toString();
    }

    private static <E extends Enum<E>> void diagram(StringBuilder out, String heading, Class<E> states) {
        out.append("## ").append(heading).append("\n\n```mermaid\nstateDiagram-v2\n");
        for (E state : states.getEnumConstants()) {
            String zh = state instanceof Distribution d ? d.zh() : ((Payment) (Enum<?>) state).zh();
            out.append("    ").append(state.name()).append(" : ").append(zh).append('\n');
        }
        for (Transition t : TABLE) {
            if (t.from().getDeclaringClass() == states) {
                out.append("    %s --> %s : %s%n".formatted(t.from().name(), t.to().name(), t.by()));
            }
        }
        out.append("```\n\n");
    }
}
