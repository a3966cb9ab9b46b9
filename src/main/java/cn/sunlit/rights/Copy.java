package cn.sunlit.rights;

import java.time.Instant;
import java.util.List;

/**
 * What the court holds on one person in one case, in full, for that person alone.
 *
 * @param sections in the order in which they are read
 */
public record Copy(String court, String caseNumber, String name, Instant madeAt, List<Section> sections) {

    /** @param rows lines of a list; of what consists of single values, one line a value */
    public record Section(String title, List<Row> rows) {}

    /** @param what what it is, or when it was */
    public record Row(String what, String value) {}
}
