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

    /** Money without a name that goes back to its payer (误缴退还). */
    enum Return {
        PROPOSED("待审批退还"),
        REFUSED("不同意退还"),
        QUEUED("待发送银行"),
        SENT("已发送银行"),
        ACCEPTED("银行已受理"),
        PAID("已退还"),
        REJECTED("银行拒绝，仍在不明款"),
        RETURNED("退还后退汇，仍在不明款");

        private final String zh;

        Return(String zh) {
            this.zh = zh;
        }

        /** Whether somebody or the bank has still to act on it. */
        boolean underWay() {
            return this == PROPOSED || this == QUEUED || this == SENT || this == ACCEPTED;
        }

        String zh() {
            return zh;
        }
    }

    /** What has become of received money; one receipt may be in several of them, each with its part (案款状态). */
    enum Receipt {
        RECEIVED("已到账"),
        UNIDENTIFIED("不明款"),
        RETURNING("退还付款人途中"),
        RETURNED("已退还付款人"),
        CLAIMED("已认领，待核算"),
        FROZEN("他院、他案冻结"),
        DEFERRED("延缓发放"),
        ALLOCATED("参与分配，待方案生效"),
        ESCROWED("提存"),
        READY("已核算，待审批"),
        APPROVED("已审批"),
        PAYING("付款途中"),
        PAID("已发放"),
        PAY_FAILED("付款失败，待重新审批"),
        HANDED("已移交冻结法院"),
        SHARED("已转入其他案件"),
        REFUNDING("退还被执行人途中"),
        REFUNDED("已退还被执行人"),
        COSTS("变价实际费用"),
        FEE_SETTLED("执行费已结");

        private final String zh;

        Receipt(String zh) {
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
            new Transition(Payment.PAID, Payment.RETURNED, "退汇入账"),
            new Transition(Return.PROPOSED, Return.QUEUED, "另一人审批"),
            new Transition(Return.PROPOSED, Return.REFUSED, "另一人不同意"),
            new Transition(Return.QUEUED, Return.SENT, "付款指令送达银行"),
            new Transition(Return.QUEUED, Return.ACCEPTED, "银行受理回执"),
            new Transition(Return.SENT, Return.ACCEPTED, "银行受理回执"),
            new Transition(Return.QUEUED, Return.REJECTED, "银行拒绝回执"),
            new Transition(Return.SENT, Return.REJECTED, "银行拒绝回执"),
            new Transition(Return.ACCEPTED, Return.REJECTED, "银行拒绝回执"),
            new Transition(Return.QUEUED, Return.PAID, "银行付款通知"),
            new Transition(Return.SENT, Return.PAID, "银行付款通知"),
            new Transition(Return.ACCEPTED, Return.PAID, "银行付款通知"),
            new Transition(Return.QUEUED, Return.RETURNED, "退汇先于付款通知到达"),
            new Transition(Return.SENT, Return.RETURNED, "退汇先于付款通知到达"),
            new Transition(Return.ACCEPTED, Return.RETURNED, "退汇先于付款通知到达"),
            new Transition(Return.PAID, Return.RETURNED, "退汇入账"),
            new Transition(Receipt.RECEIVED, Receipt.CLAIMED, "按案件账号或者两人认领"),
            new Transition(Receipt.RECEIVED, Receipt.UNIDENTIFIED, "三日未认领"),
            new Transition(Receipt.UNIDENTIFIED, Receipt.CLAIMED, "两人认领"),
            new Transition(Receipt.UNIDENTIFIED, Receipt.RETURNING, "查明误缴，两人办理退还"),
            new Transition(Receipt.RETURNING, Receipt.RETURNED, "银行付出"),
            new Transition(Receipt.RETURNING, Receipt.UNIDENTIFIED, "银行退回"),
            new Transition(Receipt.CLAIMED, Receipt.FROZEN, "他院、他案冻结"),
            new Transition(Receipt.FROZEN, Receipt.CLAIMED, "解除冻结"),
            new Transition(Receipt.FROZEN, Receipt.HANDED, "两人办理移交，银行付出"),
            new Transition(Receipt.HANDED, Receipt.FROZEN, "退汇"),
            new Transition(Receipt.CLAIMED, Receipt.COSTS, "凭票据两人办理，付给垫付或者应收的人"),
            new Transition(Receipt.CLAIMED, Receipt.DEFERRED, "延缓发放，局长和院领导审批"),
            new Transition(Receipt.DEFERRED, Receipt.CLAIMED, "事由消失，十日内发放"),
            new Transition(Receipt.CLAIMED, Receipt.ALLOCATED, "参与分配"),
            new Transition(Receipt.ALLOCATED, Receipt.READY, "分配方案生效"),
            new Transition(Receipt.ALLOCATED, Receipt.SHARED, "分给其他案件"),
            new Transition(Receipt.ALLOCATED, Receipt.ESCROWED, "分配方案异议之诉"),
            new Transition(Receipt.CLAIMED, Receipt.ESCROWED, "提存"),
            new Transition(Receipt.ESCROWED, Receipt.CLAIMED, "裁判确定，返还案件账户"),
            new Transition(Receipt.CLAIMED, Receipt.READY, "核算并拟定发放"),
            new Transition(Receipt.READY, Receipt.CLAIMED, "方案作废"),
            new Transition(Receipt.READY, Receipt.APPROVED, "另一人审批"),
            new Transition(Receipt.READY, Receipt.REFUNDING, "审批退还超收款"),
            new Transition(Receipt.READY, Receipt.FEE_SETTLED, "审批结清执行费"),
            new Transition(Receipt.READY, Receipt.COSTS, "审批扣除变价实际费用"),
            new Transition(Receipt.APPROVED, Receipt.PAYING, "付款指令送达银行"),
            new Transition(Receipt.PAYING, Receipt.PAID, "银行付出"),
            new Transition(Receipt.PAYING, Receipt.PAY_FAILED, "银行退回"),
            new Transition(Receipt.PAID, Receipt.PAY_FAILED, "退汇"),
            new Transition(Receipt.PAY_FAILED, Receipt.READY, "改账号重新拟定"),
            new Transition(Receipt.REFUNDING, Receipt.REFUNDED, "银行付出"),
            new Transition(Receipt.REFUNDING, Receipt.PAY_FAILED, "银行退回"));

    static boolean may(Enum<?> from, Enum<?> to) {
        return TABLE.stream().anyMatch(t -> t.from() == from && t.to() == to);
    }

    /** The diagram for {@code docs/generated/states-funds.md}. */
    static String markdown() {
        StringBuilder out = new StringBuilder("# 案款状态（由程序生成）\n\n");
        diagram(out, "案款发放", Distribution.class);
        diagram(out, "付款", Payment.class);
        diagram(out, "不明款退还付款人", Return.class);
        diagram(out, "到账款项", Receipt.class);
        return out.toString();
    }

    private static String zh(Enum<?> state) {
        return switch (state) {
            case Distribution d -> d.zh();
            case Payment p -> p.zh();
            case Return r -> r.zh();
            case Receipt r -> r.zh();
            default -> throw new IllegalArgumentException("no state of money: " + state);
        };
    }

    private static <E extends Enum<E>> void diagram(StringBuilder out, String heading, Class<E> states) {
        out.append("## ").append(heading).append("\n\n```mermaid\nstateDiagram-v2\n");
        for (E state : states.getEnumConstants()) {
            out.append("    ")
                    .append(state.name())
                    .append(" : ")
                    .append(zh(state))
                    .append('\n');
        }
        for (Transition t : TABLE) {
            if (t.from().getDeclaringClass() == states) {
                out.append("    %s --> %s : %s%n".formatted(t.from().name(), t.to().name(), t.by()));
            }
        }
        out.append("```\n\n");
    }
}
