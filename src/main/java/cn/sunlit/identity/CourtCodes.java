package cn.sunlit.identity;

import cn.sunlit.kernel.CourtCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The dictionary of courts' short names (法院代字). It says which codes there can be, not which courts this program serves
 * ({@link Courts}); a code that is not in it is doubted, never refused, because courts are founded and merged.
 */
public final class CourtCodes {

    private static final String SUPREME = "最高法";

    /** The corps' courts (兵团), those of railways (71) and forests (75) and of development zones are numbered on their own. */
    private static final Pattern CORPS = Pattern.compile("兵(?:(?:0[1-9]|1[0-4])(?:\\d{2})?)?");

    private static final Pattern RAILWAY_OR_FOREST = Pattern.compile("(?:[^最兵]71|[吉黑甘]75)(?:\\d{2})?");

    private static final Pattern DEVELOPMENT_ZONE = Pattern.compile("(.\\d{2})9[1-4]");

    private static final Set<String> KNOWN = load();

    private CourtCodes() {}

    public static boolean isKnown(CourtCode code) {
        String text = code.value();
        if (KNOWN.contains(text)
                || CORPS.matcher(text).matches()
                || RAILWAY_OR_FOREST.matcher(text).matches()) {
            return true;
        }
        var zone = DEVELOPMENT_ZONE.matcher(text);
        return zone.matches() && KNOWN.contains(zone.group(1));
    }

    private static Set<String> load() {
        try (InputStream in = CourtCodes.class.getResourceAsStream("court-codes.csv")) {
            if (in == null) {
                throw new IllegalStateException("court-codes.csv is missing");
            }
            Set<String> known = new HashSet<>();
            known.add(SUPREME);
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.startsWith("#"))
                    .map(l -> l.split(","))
                    .forEach(province -> {
                        known.add(province[0]);
                        for (String below : province[1].split(" ")) {
                            known.add(province[0] + below);
                        }
                    });
            return Set.copyOf(known);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
