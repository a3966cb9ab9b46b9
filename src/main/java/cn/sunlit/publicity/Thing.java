package cn.sunlit.publicity;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A kind of thing in a case of which the table says to whom it is open. */
public enum Thing {
    STEP_DONE(View.PROGRESS, "已经办结的步骤", Fact.NAMED),
    STEP_TOLD_AT_START(View.PROGRESS, "正在办理、启动即公开的步骤", Fact.NAMED),
    STEP_OF_EVERY_CASE(View.PROGRESS, "正在办理、每案必经的步骤", Fact.NAMED),
    STEP_OF_MONEY(View.PROGRESS, "正在办理的案款步骤", Fact.NAMED),
    STEP_CONCEALED(View.PROGRESS, "正在办理的其他步骤（搜查、惩戒、预警等）", Fact.NAMED),
    INNER_NODE(View.PROGRESS, "内部流程节点、期限登记"),
    CLUE(View.PROPERTY, "申请执行人提供的财产线索"),
    ASSET(View.PROPERTY, "财产及其控制措施", Fact.IN_EFFECT),
    ASSET_REPORT(View.PROPERTY, "被执行人的财产报告（遮盖号码）", Fact.OWN),
    CEILING(View.PROPERTY, "还可以控制的数额"),
    LIVE_PLAN(View.PROPERTY, "准许使用被控制财产的方案、未获准许的付款"),
    LIVE_PAYMENT(View.PROPERTY, "活封方案的收款人、逐笔付款和使用报告（经营秘密）"),
    OVER_CONTROL(View.PROPERTY, "控制额度表：控制额度和计入的已控制财产"),
    MOVEMENT(View.MONEY, "到账、结算和发放"),
    PAYEE_ACCOUNT(View.MONEY, "收款账户和银行流水号（遮盖）", Fact.OWN),
    PAYMENT_SLIP(View.MONEY, "还款通知"),
    NOTICE_TO_APPLICANT(View.DOCUMENTS, "立案、结案等告知申请执行人的文书", Fact.SERVED),
    DOCUMENT(View.DOCUMENTS, "其他文书", Fact.SERVED),
    ACT_OF_CASE(View.RECORD, "立案、结案的存证"),
    ACT_OF_NODE(View.RECORD, "节点办结的存证", Fact.NAMED),
    ACT_OF_DOCUMENT(View.RECORD, "文书制发、送达的存证", Fact.READABLE),
    ACT_OF_LIST_TWO(View.RECORD, "清单二各项的存证", Fact.READABLE),
    READING_OF_DATA(View.RECORD, "个人信息的查阅、使用记录", Fact.OWN),
    OTHER_ACT(View.RECORD, "其他操作的存证");

    private final View view;
    private final String zh;
    private final Set<Fact> facts;

    Thing(View view, String zh, Fact... facts) {
        this.view = view;
        this.zh = zh;
        this.facts = facts.length == 0 ? EnumSet.noneOf(Fact.class) : EnumSet.copyOf(List.of(facts));
    }

    public View view() {
        return view;
    }

    public String zh() {
        return zh;
    }

    /** What can be told apart about it. */
    boolean knows(Fact fact) {
        return facts.contains(fact);
    }
}
