package cn.sunlit.ledger;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Account numbers of the court's range: the bank's prefix, a serial, two check digits by ISO 7064 MOD 97-10. */
public final class Numbers {

    private static final int SERIAL = 11;

    private Numbers() {}

    /** @param prefix four digits that the bank gave the court */
    public static String make(String prefix, long serial) {
        String body = prefix + String.format("%0" + SERIAL + "d", serial);
        return body + String.format("%02d", 98 - remainder(body + "00"));
    }

    /** Whether the two check digits fit; every single wrong digit and every swap of neighbours is found. */
    public static boolean checks(String number) {
        return number.matches("\\d{17}") && remainder(number) == 1;
    }

    private static int remainder(String digits) {
        int rest = 0;
        for (int i = 0; i < digits.length(); i++) {
            rest = (rest * 10 + digits.charAt(i) - '0') % 97;
        }
        return rest;
    }

    /** The sound numbers that a mistyped one may mean: one digit wrong, two neighbours swapped, one left out or doubled. */
    public static Set<String> likely(String typed) {
        Set<String> found = new LinkedHashSet<>();
        if (!typed.matches("\\d{16,18}")) {
            return found;
        }
        for (int i = 0; i <= typed.length(); i++) {
            for (char d = '0'; d <= '9'; d++) {
                if (typed.length() == 17 && i < 17) {
                    add(found, typed.substring(0, i) + d + typed.substring(i + 1));
                } else if (typed.length() == 16) {
                    add(found, typed.substring(0, i) + d + typed.substring(i));
                }
            }
            if (typed.length() == 17 && i < 16) {
                add(found, typed.substring(0, i) + typed.charAt(i + 1) + typed.charAt(i) + typed.substring(i + 2));
            }
            if (typed.length() == 18 && i < 18) {
                add(found, typed.substring(0, i) + typed.substring(i + 1));
            }
        }
        found.remove(typed);
        return found;
    }

    /** How what was typed differs from a number in one place, in Chinese, or null where it differs in more or in none. */
    public static @Nullable String slip(String typed, String own) {
        int at = 0;
        int least = Math.min(typed.length(), own.length());
        while (at < least && typed.charAt(at) == own.charAt(at)) {
            at++;
        }
        String typedRest = typed.substring(at);
        String ownRest = own.substring(at);
        if (typed.length() == own.length() && at < least) {
            if (typedRest.substring(1).equals(ownRest.substring(1))) {
                return "第%d位写成%s".formatted(at + 1, typedRest.charAt(0));
            }
            boolean swapped = typedRest.length() > 1
                    && typedRest.charAt(0) == ownRest.charAt(1)
                    && typedRest.charAt(1) == ownRest.charAt(0)
                    && typedRest.substring(2).equals(ownRest.substring(2));
            return swapped ? "第%d、%d位写颠倒".formatted(at + 1, at + 2) : null;
        }
        if (typed.length() == own.length() - 1 && typedRest.equals(ownRest.substring(1))) {
            return "漏写第%d位".formatted(at + 1);
        }
        return typed.length() == own.length() + 1 && typedRest.substring(1).equals(ownRest)
                ? "多写第%d位".formatted(at + 1)
                : null;
    }

    private static void add(Set<String> found, String number) {
        if (checks(number)) {
            found.add(number);
        }
    }
}
