package cn.sunlit.inquiries;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which files are exchanged with one institution: below it a folder a day, with {@code out} (the court's
 * requests), {@code in} (what the institution puts there), {@code ack} (the court's receipts) and {@code refused} (what is not
 * kept elsewhere). A file is there when the file of the same name with {@code .ok} is: it is written last, and tells
 * how many lines and which SHA-256.
 */
final class ExchangeFolder {

    static final String OK = ".ok";
    static final String ACK = ".ack";

    /** No more than can be sealed in one piece, with room to spare. */
    static final int LARGEST = 10_000_000;

    /** Older days are not looked at any more. */
    private static final int DAYS = 40;

    private static final int MOST_AT_ONCE = 200;
    private static final int LONGEST_NOTE = 1000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,80}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TOLD = Pattern.compile("(\\d{1,7}) ([0-9a-f]{64})(?: ([0-9a-f]{64}))?");

    private final Path root;

    ExchangeFolder(String root) {
        this.root = Path.of(root);
    }

    /**
     * Something that the institution has put there.
     *
     * @param file may not be there, or be no file
     */
    record Arrived(LocalDate day, String name, Path file) {

        boolean hasGoodName() {
            return NAME.matcher(name).matches() && !name.endsWith(".");
        }

        boolean isMissing() {
            return Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
        }

        boolean isFile() {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        }

        long size() throws IOException {
            return Files.size(file);
        }

        Path ok() {
            return file.resolveSibling(name + OK);
        }

        /** The bytes; who grows a file while it is read gets it refused by its digest. */
        byte[] bytes() throws IOException {
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return in.readNBytes(LARGEST + 1);
            }
        }

        /** The words of the file that closes it. */
        String closing() throws IOException {
            return note(ok());
        }

        /** The words of a short file. */
        String words() throws IOException {
            return note(file);
        }
    }

    /**
     * What the file that closes another tells of it.
     *
     * @param signature over day, name, lines and digest, null where none was agreed
     */
    record Told(int lines, String sha256, @Nullable String signature) {

        /** Empty when the words are not as agreed. */
        static Optional<Told> read(String words) {
            Matcher m = TOLD.matcher(words);
            return m.matches()
                    ? Optional.of(new Told(Integer.parseInt(m.group(1)), m.group(2), m.group(3)))
                    : Optional.empty();
        }

        static String signed(byte[] secret, LocalDate day, String name, int lines, String sha256) {
            return Signature.hmac(secret, "%s/%s\n%d\n%s".formatted(day, name, lines, sha256));
        }
    }

    /** What is there to be taken, day by day: files whose {@code .ok} is there too, and receipts. */
    List<Arrived> arrived() throws IOException {
        List<Arrived> all = new ArrayList<>();
        for (Path day : days()) {
            Path in = day.resolve("in");
            if (!Files.isDirectory(in, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            LocalDate on = LocalDate.parse(day.getFileName().toString());
            for (String name : names(in)) {
                if (name.endsWith(OK) && name.length() > OK.length()) {
                    String of = name.substring(0, name.length() - OK.length());
                    all.add(new Arrived(on, of, in.resolve(of)));
                } else if (name.endsWith(ACK)) {
                    all.add(new Arrived(on, name, in.resolve(name)));
                }
                if (all.size() >= MOST_AT_ONCE) {
                    return all;
                }
            }
        }
        return all;
    }

    private List<Path> days() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> days = Files.list(root)) {
            return days.filter(d -> DAY.matcher(d.getFileName().toString()).matches())
                    .sorted(Comparator.reverseOrder())
                    .limit(DAYS)
                    .sorted()
                    .toList();
        }
    }

    private static List<String> names(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private static String note(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(LONGEST_NOTE), StandardCharsets.UTF_8).strip();
        }
    }

    /** Puts a file of requests where the institution fetches it, and closes it with what is told of it. */
    void put(LocalDate day, String name, byte[] bytes, String told) throws IOException {
        Path out = root.resolve(day.toString()).resolve("out");
        Files.createDirectories(root.resolve(day.toString()).resolve("in"));
        Files.createDirectories(out);
        write(out.resolve(name), bytes);
        write(out.resolve(name + OK), (told + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Takes a file of requests away that the institution has fetched. */
    void fetched(LocalDate day, String name) throws IOException {
        Path out = root.resolve(day.toString()).resolve("out");
        Files.deleteIfExists(out.resolve(name));
        Files.deleteIfExists(out.resolve(name + OK));
    }

    /** Tells the institution what became of its file, and takes the file away: it is kept elsewhere by now. */
    void receipt(Arrived of, String words) throws IOException {
        Path ack = root.resolve(of.day().toString()).resolve("ack");
        Files.createDirectories(ack);
        write(ack.resolve(of.name() + ACK), (words + "\n").getBytes(StandardCharsets.UTF_8));
        Files.deleteIfExists(of.file());
        Files.deleteIfExists(of.ok());
    }

    /** Moves aside what is not kept in the database, before the receipt is written. */
    void setAside(Arrived of) throws IOException {
        Path refused = root.resolve(of.day().toString()).resolve("refused");
        Files.createDirectories(refused);
        Files.move(of.file(), refused.resolve(of.name()), StandardCopyOption.REPLACE_EXISTING);
    }

    boolean isSetAside(Arrived file) {
        return Files.exists(
                root.resolve(file.day().toString()).resolve("refused").resolve(file.name()), LinkOption.NOFOLLOW_LINKS);
    }

    /** Whole or not at all, and on the disk when this returns, whenever the machine stops. */
    private static void write(Path file, byte[] bytes) throws IOException {
        Path half = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try (FileChannel out = FileChannel.open(
                half, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            out.force(true);
        }
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path folder = file.getParent();
        if (folder != null) {
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }
}
