package cn.sunlit.kernel;

import org.jspecify.annotations.Nullable;

/** Why the program does not start, in one Chinese sentence that names what to do; it is all that the operator sees. */
public final class CannotStart extends RuntimeException {

    public CannotStart(String sentence) {
        this(sentence, null);
    }

    public CannotStart(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
