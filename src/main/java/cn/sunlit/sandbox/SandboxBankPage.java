package cn.sunlit.sandbox;

import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.util.List;
import java.util.Map;

/** The simulated bank's levers and its own ledger. */
record SandboxBankPage(
        Map<String, String> typed,
        FormErrors errors,
        List<BankStore.AccountTotal> accounts,
        List<BankStore.Movement> newest,
        List<BankStore.BankOrder> orders,
        long waiting)
        implements Screen {

    /** A lever as it is labelled; the fields are those of the API. */
    record Lever(String field, String label, String hint) {}

    static final List<Lever> NUMBERS = List.of(
            new Lever("copies", "每份报文发几次", "1至10；填写种子后为最多几次"),
            new Lever("delaySeconds", "延迟（秒）", "0至31536000"),
            new Lever("lateDays", "最多迟到几天", "0至60，每两份中约一份迟到"),
            new Lever("omitPercent", "从不通知（%）", "只在对账单中出现"),
            new Lever("rejectPercent", "拒绝付款（%）", ""),
            new Lever("returnPercent", "退回付款（%）", ""),
            new Lever("rejectNext", "拒绝接下来的几笔付款", ""),
            new Lever("returnNext", "退回接下来的几笔付款", ""),
            new Lever("cutOff", "付款截止时间", "例如 16:30，此后次一工作日起息"),
            new Lever("seed", "种子", "整数；相同的种子，同一报文的毛病相同"));

    static final List<Lever> SWITCHES = List.of(
            new Lever("reorder", "打乱次序", ""),
            new Lever("dropFirst", "每份报文第一次发送丢失", ""),
            new Lever("versions", "以多种版本书写通知", ""));

    String value(Lever lever) {
        return typed.getOrDefault(lever.field(), "");
    }

    boolean isOn(Lever lever) {
        return value(lever).equals("true");
    }

    @Override
    public String title() {
        return "演示案款银行";
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() ? 200 : 422;
    }
}
