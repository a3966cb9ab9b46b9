package cn.sunlit.audit;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a walk that goes on in two lines at once, told to one listener: the first line is spoken of until it is
 * through, then the second. When one breaks off, the other does at its next step.
 */
final class TwoLines {

    private final Walker.Progress progress;
    private boolean firstIsThrough;
    private @Nullable RuntimeException broken;
    private String second = "";
    private long entries;

    TwoLines(Walker.Progress progress) {
        this.progress = progress;
    }

    /** Does one line, and keeps for the other why it broke off. */
    <T extends @Nullable Object> T line(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException reason) {
            breakOff(reason);
            throw reason;
        }
    }

    private synchronized void breakOff(RuntimeException reason) {
        if (broken == null) {
            broken = reason;
        }
    }

    synchronized void passed(String part, long done) {
        goOn();
        entries = done;
        progress.passed(part, done);
    }

    /** Of the second line. */
    synchronized void passed(String part) {
        goOn();
        second = part;
        if (firstIsThrough) {
            progress.passed(part, entries);
        }
    }

    synchronized void firstIsThrough() {
        firstIsThrough = true;
        progress.passed(second, entries);
    }

    private void goOn() {
        if (broken != null) {
            throw broken;
        }
    }
}
