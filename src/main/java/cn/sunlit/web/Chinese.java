package cn.sunlit.web;

import org.jspecify.annotations.Nullable;

/** Tells sentences made for people from messages of libraries. */
final class Chinese {

    private Chinese() {}

    /** Begins with a Chinese character or an opening quotation mark: the mark of a sentence of ours. */
    static boolean isSentence(@Nullable String message) {
        if (message == null || message.isEmpty()) {
            return false;
        }
        int first = message.codePointAt(0);
        return first == '“' || first == '（' || Character.UnicodeScript.of(first) == Character.UnicodeScript.HAN;
    }
}
