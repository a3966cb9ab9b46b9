package cn.sunlit.desk;

import cn.sunlit.web.Show;
import cn.sunlit.web.Spreadsheet;
import java.util.List;

/** List three as a table for a spreadsheet. */
final class ListThreeFile {

    private static final List<String> HEADINGS =
            List.of("灯", "最迟", "节点", "名称", "阶段", "案号", "当事人", "承办人", "开始", "期限的效力层级");

    private ListThreeFile() {}

    static Spreadsheet of(List<ListThree.Line> lines) {
        return new Spreadsheet(
                "流程管理清单", HEADINGS, lines.stream().map(ListThreeFile::cells).toList());
    }

    private static List<String> cells(ListThree.Line line) {
        return List.of(
                line.alert().zh(),
                line.dueOn() == null ? "" : line.dueOn().toString(),
                line.code(),
                Show.zh(line.name()),
                line.stage(),
                line.number().text(),
                line.caption(),
                line.owner(),
                line.startedOn().toString(),
                line.authority());
    }
}
