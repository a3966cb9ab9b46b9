package cn.sunlit.cases;

import java.util.List;

/**
 * What became of an imported file.
 *
 * @param accepted how many rows became cases
 * @param rejected each wrong field of each row that did not; rows count from 1, a table's heading not counted
 * @param warnings what is doubtful in the rows that did
 * @param stopped whether a wrong row stopped the whole file, so that nothing of it was loaded
 */
public record ImportReport(int accepted, List<Line> rejected, List<Line> warnings, boolean stopped) {

    /** One remark: the row, the field's path in it, the rule in Chinese. */
    public record Line(int row, String field, String reason) {}
}
