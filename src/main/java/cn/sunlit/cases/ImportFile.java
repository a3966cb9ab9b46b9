package cn.sunlit.cases;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file of cases to be loaded.
 *
 * @param name the file's name, by whose ending the format is known: .jsonl, .csv, .xlsx
 * @param existing whether the cases run or have closed already ({@code mode=existing})
 * @param stopOnError whether one wrong row keeps the whole file out
 */
public record ImportFile(String name, Content content, boolean existing, boolean stopOnError) {

    /** Opens the bytes; may be called more than once. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }
}
