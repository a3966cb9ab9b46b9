package cn.sunlit.bank;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How the bank's files are called. */
final class FileNames {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,80}\\.(xml|sta|mt940|txt)");
    private static final List<String> BEING_WRITTEN = List.of(".tmp", ".part", ".filepart", ".writing");

    private FileNames() {}

    /** Whether the name says that the file is still being written. */
    static boolean isBeingWritten(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith(".") || BEING_WRITTEN.stream().anyMatch(lower::endsWith);
    }

    static boolean isGood(String name) {
        return NAME.matcher(name).matches();
    }
}
