package cn.sunlit.kernel;

import java.time.Instant;

/**
 * Personal data that are kept for a time and then go (保存期限). How long, from when and on what ground stands in one table; the
 * module that holds the data only knows how to let them go. Neither case records nor the record of acts are ever among them.
 */
public interface Expiring {

    /** The key of its line in the table of terms. */
    String id();

    /** Erases what began to be kept before {@code before}, at most some thousand at once. @return how many */
    int erase(Instant before);

    /** How many {@link #erase} would find, for a reader who wants to know what goes next. */
    long waiting(Instant before);
}
