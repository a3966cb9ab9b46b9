package cn.sunlit.inquiries;

import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How requests and answers stand in a file (交换格式): the same messages as over HTTPS, in another writing. An institution with a
 * writing of its own needs one more class of this kind, and its word in {@link #named}.
 */
interface FileFormat {

    /** The words of the configuration. */
    List<String> WORDS = List.of("CSV", "XML");

    static FileFormat named(String word) {
        return switch (word) {
            case "CSV" -> new CsvFormat();
            case "XML" -> new XmlFormat();
            default -> throw new IllegalArgumentException("no such format: " + word);
        };
    }

    /** How names of such files end. */
    String ending();

    /** The requests as a file. The same requests make the same bytes. */
    byte[] write(List<JsonNode> requests) throws IOException;

    /**
     * The answers in a file, each as it would have come over HTTPS. Whether an answer is right is not asked here.
     *
     * @throws Unreadable when the file as a whole cannot be believed
     */
    List<ObjectNode> read(byte[] file) throws Unreadable;

    /** A file that cannot be read as agreed; the message is Chinese. */
    final class Unreadable extends Exception {
        Unreadable(String why) {
            super(why);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }
}
