package cn.sunlit.robot;

import cn.sunlit.robot.DiaryStore.Told;
import cn.sunlit.web.Pager;
import cn.sunlit.web.Screen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The robot of a court: its switch and its diary.
 *
 * @param day what was looked for, as typed
 * @param number the same
 * @param deed the same
 */
record RobotPage(
        RobotDesk.State state,
        boolean mayTurn,
        List<Told> lines,
        Pager pager,
        String day,
        String number,
        @Nullable Deed deed,
        @Nullable String refusal)
        implements Screen {

    @Override
    public String title() {
        return "机器人日志";
    }

    @Override
    public int httpStatus() {
        return refusal == null ? 200 : 422;
    }

    List<Deed> deeds() {
        return List.of(Deed.values());
    }

    boolean isFiltered() {
        return !day.isEmpty() || !number.isEmpty() || deed != null;
    }

    /** What stands behind a line: the reason with the rule's id. */
    static String reason(Told told) {
        Reason reason = told.line().reason();
        return reason == null ? "" : reason.zh() + "（" + reason.rule() + "）";
    }
}
