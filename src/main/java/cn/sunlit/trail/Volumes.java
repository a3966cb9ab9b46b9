package cn.sunlit.trail;

import cn.sunlit.trail.TrailStore.Part;
import java.util.List;
import java.util.stream.IntStream;

/** Long lists: cut into pages by the key of the last row, and into files that a spreadsheet can open. */
final class Volumes {

    /** Rows of one page. */
    static final int PAGE = 100;

    /** Rows of one file. */
    static final int FILE = 20_000;

    private Volumes() {}

    /** One row more than is shown, so that one knows whether there is another page. */
    static Part page(long after) {
        return new Part(after, 0, PAGE + 1);
    }

    /** @param volume counts from 1; what is out of bounds is the first */
    static Part file(int volume) {
        return new Part(0, FILE * (Math.clamp(volume, 1, 1_000) - 1), FILE);
    }

    static <T> List<T> shown(List<T> rows) {
        return rows.size() > PAGE ? rows.subList(0, PAGE) : rows;
    }

    static boolean more(List<?> rows) {
        return rows.size() > PAGE;
    }

    /** The numbers of the files that hold so many rows; one where there are none. */
    static List<Integer> of(int rows) {
        return IntStream.rangeClosed(1, Math.max(1, (rows + FILE - 1) / FILE))
                .boxed()
                .toList();
    }
}
