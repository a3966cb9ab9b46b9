package cn.sunlit.exchange;

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
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which files are exchanged with one partner: below it a folder a day, with {@code out} (what the court hands
 * over), {@code in} (what the partner puts there), {@code ack} (the court's receipts) and {@code refused} (what is not kept
 * elsewhere). A file is closed by one of the same name with {@code .ok}, which is written last.
 */
public final class DayFolders {

    public static final String OK = ".ok";
    public static final String ACK = ".ack";

    /** Older days are not looked at any more. */
    private static final int DAYS = 40;

    private static final int MOST_AT_ONCE = 200;
    private static final int LONGEST_NOTE = 1000;
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final Path root;

    public DayFolders(Path root) {
        this.root = root;
    }

    /**
     * Something that the partner has put there.
     *
     * @param file may not be there, or be no file
     */
    public record Arrived(LocalDate day, String name, Path file) {

        public boolean isMissing() {
            return Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
        }

        public boolean isFile() {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        }

        public long size() throws IOException {
            return Files.size(file);
        }

        /** Size and time of the last change: the same at two looks means that nobody writes any more. */
        public String state() throws IOException {
            return Files.size(file) + "/" + Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
        }

        /** Whether the partner has said that it is whole. */
        public boolean isClosed() {
            return Files.exists(ok(), LinkOption.NOFOLLOW_LINKS);
        }

        private Path ok() {
            return file.resolveSibling(name + OK);
        }

        /**
         * The bytes; who grows a file while it is read gets it refused by its digest.
         *
         * @param largest one more is read of what is larger
         */
        public byte[] bytes(int largest) throws IOException {
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return in.readNBytes(largest + 1);
            }
        }

        /** The words of the file that closes it. */
        public String closing() throws IOException {
            return note(ok());
        }

        /** The words of a short file. */
        public String words() throws IOException {
            return note(file);
        }
    }

    /** Whatever lies there, closed or not, without the files that close others. */
    public List<Arrived> all() throws IOException {
        return arrived(name -> name.endsWith(OK) ? null : name);
    }

    /** Files that are closed, whether they lie there or not, and receipts. */
    public List<Arrived> closed() throws IOException {
        return arrived(name -> name.endsWith(OK) && name.length() > OK.length()
                ? name.substring(0, name.length() - OK.length())
                : name.endsWith(ACK) ? name : null);
    }

    /** @param told what a name in the folder tells of, null for nothing */
    private List<Arrived> arrived(Function<String, @Nullable String> told) throws IOException {
        List<Arrived> all = new ArrayList<>();
        for (Path day : days()) {
            Path in = day.resolve("in");
            if (!Files.isDirectory(in, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            LocalDate on = LocalDate.parse(name(day));
            for (String each : names(in)) {
                String of = told.apply(each);
                if (of != null) {
                    all.add(new Arrived(on, of, in.resolve(of)));
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
            return days.filter(d -> DAY.matcher(name(d)).matches())
                    .sorted(Comparator.reverseOrder())
                    .limit(DAYS)
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static List<String> names(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.map(DayFolders::name).sorted().toList();
        }
    }

    private static String note(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(LONGEST_NOTE), StandardCharsets.UTF_8).strip();
        }
    }

    /** Puts a file where the partner fetches it, and closes it with what is told of it; the same again writes the same. */
    public void put(LocalDate day, String name, byte[] bytes, String told) throws IOException {
        Path out = root.resolve(day.toString()).resolve("out");
        Files.createDirectories(root.resolve(day.toString()).resolve("in"));
        Files.createDirectories(out);
        write(out.resolve(name), bytes);
        write(out.resolve(name + OK), (told + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Takes a file away that the partner has fetched. */
    public void fetched(LocalDate day, String name) throws IOException {
        Path out = root.resolve(day.toString()).resolve("out");
        Files.deleteIfExists(out.resolve(name));
        Files.deleteIfExists(out.resolve(name + OK));
    }

    /** Tells the partner what became of its file, and takes the file away: it is kept elsewhere by now. */
    public void receipt(Arrived of, String words) throws IOException {
        Path ack = root.resolve(of.day().toString()).resolve("ack");
        Files.createDirectories(ack);
        write(ack.resolve(of.name() + ACK), (words + "\n").getBytes(StandardCharsets.UTF_8));
        remove(of);
    }

    /** Takes away what needs no receipt. */
    public void remove(Arrived of) throws IOException {
        Files.deleteIfExists(of.file());
        Files.deleteIfExists(of.ok());
    }

    /** Moves aside what is not kept in the database, before the receipt is written. */
    public void setAside(Arrived of) throws IOException {
        Path refused = root.resolve(of.day().toString()).resolve("refused");
        Files.createDirectories(refused);
        Files.move(of.file(), refused.resolve(of.name()), StandardCopyOption.REPLACE_EXISTING);
    }

    public boolean isSetAside(Arrived file) {
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
