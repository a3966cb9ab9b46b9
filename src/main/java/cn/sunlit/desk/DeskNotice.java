package cn.sunlit.desk;

import org.jspecify.annotations.Nullable;

/** A sentence at the head of everyone's desk; the sandbox tells by it how far the demonstration court is loaded. */
public interface DeskNotice {

    /** The sentence in Chinese, or null when there is nothing to say. */
    @Nullable
    String sentence();
}
