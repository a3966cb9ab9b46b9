package cn.sunlit.robot;

import cn.sunlit.web.Screen;
import org.jspecify.annotations.Nullable;

/** How far a batch of the robot is, by institution. */
record NightPage(
        RobotDesk.Night night, boolean mayCancel, @Nullable String refusal) implements Screen {

    @Override
    public String title() {
        return "批次进度";
    }

    @Override
    public int httpStatus() {
        return refusal == null ? 200 : 422;
    }

    String day() {
        return night.on().map(Object::toString).orElse("");
    }

    long total() {
        return night.sum(NightStore.Line::total);
    }

    long answered() {
        return night.sum(NightStore.Line::answered);
    }

    long open() {
        return night.sum(l -> l.queued() + l.underWay());
    }

    long manual() {
        return night.sum(NightStore.Line::manual);
    }

    long cancelled() {
        return night.sum(NightStore.Line::cancelled);
    }

    long queued() {
        return night.sum(NightStore.Line::queued);
    }

    int percent() {
        return total() == 0 ? 0 : (int) (100 * (total() - open()) / total());
    }
}
