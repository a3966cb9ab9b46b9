package cn.sunlit.property;

import cn.sunlit.web.Spreadsheet;
import java.util.List;
import java.util.Objects;

/** The guardian's list as a table for a spreadsheet. */
final class GuardianFile {

    private static final List<String> HEADINGS = List.of(
            "状态",
            "到期日",
            "最后办理日",
            "案号",
            "承办人",
            "申请执行人",
            "被执行人",
            "财产种类",
            "财产",
            "所在单位",
            "措施",
            "顺位",
            "其后轮候",
            "价值（元）",
            "办理时间（工作日）",
            "当事人最迟申请日",
            "续行");

    private GuardianFile() {}

    static Spreadsheet of(List<GuardianLine> lines) {
        return new Spreadsheet(
                "查封守护", HEADINGS, lines.stream().map(GuardianFile::cells).toList());
    }

    private static List<String> cells(GuardianLine line) {
        return List.of(
                line.colour().zh(),
                line.endsOn().toString(),
                line.lastDayToAct().toString(),
                line.number().text(),
                line.officer(),
                line.applicant(),
                line.owner(),
                line.assetKind(),
                line.asset(),
                line.place(),
                line.measure(),
                line.state(),
                String.valueOf(line.behind()),
                line.value() == null ? "" : line.value().toString(),
                String.valueOf(line.leadDays()),
                Objects.toString(line.applyBy(), ""),
                Objects.toString(line.renewal(), ""));
    }
}
