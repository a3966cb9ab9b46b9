package cn.sunlit.sandbox;

import cn.sunlit.inquiries.Institution;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.util.List;
import java.util.Map;

/**
 * One simulated institution: its levers, its last calls, and what it holds.
 *
 * @param typed what stands in the fields, by their names
 */
record InstitutionLeversPage(
        Institution institution,
        Map<String, String> typed,
        FormErrors errors,
        List<InstitutionLogStore.Entry> requests,
        List<InstitutionLogStore.Call> calls,
        List<InstitutionLogStore.Hold> holds)
        implements Screen {

    @Override
    public String title() {
        return "模拟" + institution.name();
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() ? 200 : 422;
    }

    String typed(String field) {
        return typed.getOrDefault(field, "");
    }

    /** A lever with its words; the rates are typed in percent. */
    record Lever(String field, String label, String hint) {}

    static final List<Lever> NUMBERS = List.of(
            new Lever("delayMs", "最快（毫秒）", "每次回答至少这样久"),
            new Lever("slowestMs", "最慢（毫秒）", "多数较快，少数到这样慢"),
            new Lever("lateSeconds", "迟延反馈最久（秒）", "先受理的，最迟这样久以后有结果"),
            new Lever("downHours", "从现在起停机（小时）", "24为一天，按业务时钟"),
            new Lever("opens", "开始受理", "例如 08:30，不填为零点"),
            new Lever("closes", "停止受理", "例如 17:30，不填为午夜"),
            new Lever("parallel", "同时最多几项", "不填的按登记；超过的记为违约"),
            new Lever("perMinute", "一分钟最多几项", "不填的按登记；超过的记为违约"),
            new Lever("seed", "种子", "种子相同，同一请求遇到的差错相同"));

    static final List<Lever> PERCENT = List.of(
            new Lever("errorRate", "系统出错", "500、503，一半在办完之后"),
            new Lever("busyRate", "要求稍后再来", "429"),
            new Lever("cutRate", "连接中断", "回答之前或者当中"),
            new Lever("halfRate", "半份报文", ""),
            new Lever("garbageRate", "乱码", "网页、乱码或者别的请求的反馈"),
            new Lever("schemaRate", "格式不符", ""),
            new Lever("duplicateRate", "重复", "明细或者整份报文出现两次"),
            new Lever("wrongPersonRate", "同名他人", ""),
            new Lever("acceptRate", "先受理后反馈", "要再次来查询结果"),
            new Lever("changedRate", "余额变动", "查询之后、冻结之前，只限自行编造的账户"),
            new Lever("excessRate", "超额冻结", ""));
}
