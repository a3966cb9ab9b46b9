package cn.sunlit.operations;

import org.jspecify.annotations.Nullable;

/** Why there is no backup or no restoration, in one Chinese sentence; nothing was changed. */
final class BackupFailed extends RuntimeException {

    BackupFailed(String sentence) {
        this(sentence, null);
    }

    BackupFailed(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
