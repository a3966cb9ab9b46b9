package cn.sunlit.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The addresses of the program as {@code doors.txt} lists them; a line that cannot be meant ends the start. */
@Component
class DoorTable {

    private static final String FILE = "doors.txt";

    private final Map<String, Door> doors;

    DoorTable() {
        try (InputStream in = DoorTable.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            this.doors = Collections.unmodifiableMap(read(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Door> read(String text) {
        Map<String, Door> doors = new LinkedHashMap<>();
        text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).forEach(line -> {
            Door door = door(line);
            if (doors.put(key(door.method(), door.address()), door) != null) {
                throw new IllegalArgumentException("twice in the table of doors: " + line);
            }
        });
        return doors;
    }

    private static Door door(String line) {
        String[] words = line.strip().split("\\s+");
        if (words.length != 4 || !words[0].matches("GET|POST|ANY") || !words[1].startsWith("/")) {
            throw new IllegalArgumentException("no line of a table of doors: " + line);
        }
        Door.Where where = words[3].equals("-") ? Door.Where.NOWHERE : Door.Where.valueOf(words[3]);
        return switch (words[2]) {
            case "OPEN", "SIGNED", "STAFF", "SANDBOX" ->
                new Door(words[0], words[1], Door.Guard.valueOf(words[2]), null, where);
            default -> new Door(words[0], words[1], Door.Guard.USE_CASE, UseCase.valueOf(words[2]), where);
        };
    }

    private static String key(String method, String address) {
        return method + " " + address;
    }

    /** @param method HEAD counts as the GET that it is */
    Optional<Door> find(String method, String address) {
        Door door = doors.get(key(method.equals("HEAD") ? "GET" : method, address));
        return Optional.ofNullable(door == null ? doors.get(key("ANY", address)) : door);
    }

    /** In the order of the file. */
    Collection<Door> all() {
        return doors.values();
    }
}
