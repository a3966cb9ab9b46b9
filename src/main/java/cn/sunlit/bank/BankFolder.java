package cn.sunlit.bank;

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
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder in which files are exchanged with the bank: below it a folder a day, with {@code in} (what the bank puts there),
 * {@code out} (the court's payment orders), {@code ack} (the court's receipts) and {@code refused} (what is kept nowhere else).
 */
final class BankFolder {

    static final String OK = ".ok";
    static final String ACK = ".ack";

    /** Older days are not looked at any more. */
    private static final int DAYS = 40;

    private static final int MOST_AT_ONCE = 200;
    private static final int LONGEST_NOTE = 1000;
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,80}\\.(xml|sta|mt940|txt)");
    private static final List<String> BEING_WRITTEN = List.of(".tmp", ".part", ".filepart", ".writing");

    private final Path root;

    BankFolder(Path root) {
        this.root = root;
    }

    /** Something that the bank has put there. */
    record Arrived(LocalDate day, Path file) {

        String name() {
            return String.valueOf(file.getFileName());
        }

        /** Whether its name says that it is still being written. */
        boolean isBeingWritten() {
            String lower = name().toLowerCase(Locale.ROOT);
            return lower.startsWith(".") || BEING_WRITTEN.stream().anyMatch(lower::endsWith);
        }

        boolean isReceipt() {
            return name().endsWith(ACK);
        }

        boolean hasGoodName() {
            return NAME.matcher(name()).matches();
        }

        boolean isFile() {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        }

        long size() throws IOException {
            return Files.size(file);
        }

        /** Size and time of the last change: the same at two looks means that nobody writes any more. */
        String state() throws IOException {
            return Files.size(file) + "/" + Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
        }

        /** Whether the bank has said that it is whole. */
        boolean isClosed() {
            return Files.exists(ok(), LinkOption.NOFOLLOW_LINKS);
        }

        Path ok() {
            return file.resolveSibling(name() + OK);
        }

        /** The words of the file that closes it: its SHA-256, or nothing. */
        String closing() throws IOException {
            return note(ok());
        }

        String words() throws IOException {
            return note(file);
        }

        byte[] bytes() throws IOException {
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return in.readNBytes(BankReader.LARGEST + 1);
            }
        }

        private static String note(Path file) throws IOException {
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return new String(in.readNBytes(LONGEST_NOTE), StandardCharsets.UTF_8).strip();
            }
        }
    }

    /** What is there, day by day; of a file and the one that closes it the file alone. */
    List<Arrived> arrived() throws IOException {
        List<Arrived> all = new ArrayList<>();
        for (Path day : days()) {
            Path in = day.resolve("in");
            if (!Files.isDirectory(in, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            LocalDate on = LocalDate.parse(String.valueOf(day.getFileName()));
            for (Path file : sorted(in)) {
                if (!file.toString().endsWith(OK)) {
                    all.add(new Arrived(on, file));
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
            return days.filter(d -> DAY.matcher(String.valueOf(d.getFileName())).matches())
                    .sorted(Comparator.reverseOrder())
                    .limit(DAYS)
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> sorted(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.sorted().toList();
        }
    }

    /** Puts an order where the bank fetches it, and closes it with its SHA-256; the same again writes the same. */
    void put(LocalDate day, String name, byte[] bytes) throws IOException {
        Path out = root.resolve(day.toString()).resolve("out");
        Files.createDirectories(root.resolve(day.toString()).resolve("in"));
        Files.createDirectories(out);
        write(out.resolve(name), bytes);
        write(out.resolve(name + OK), (BankReader.sha256(bytes) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Takes an order away that the bank has fetched. */
    void fetched(LocalDate day, String name) throws IOException {
        Path out = root.resolve(day.toString()).resolve("out");
        Files.deleteIfExists(out.resolve(name));
        Files.deleteIfExists(out.resolve(name + OK));
    }

    /** Tells the bank what became of its file, and takes the file away: it is kept elsewhere by now. */
    void receipt(Arrived of, String words) throws IOException {
        Path ack = root.resolve(of.day().toString()).resolve("ack");
        Files.createDirectories(ack);
        write(ack.resolve(of.name() + ACK), (words + "\n").getBytes(StandardCharsets.UTF_8));
        remove(of);
    }

    void remove(Arrived of) throws IOException {
        Files.deleteIfExists(of.file());
        Files.deleteIfExists(of.ok());
    }

    /** Moves aside what is not kept in the database, before the receipt is written. */
    void setAside(Arrived of) throws IOException {
        Path refused = root.resolve(of.day().toString()).resolve("refused");
        Files.createDirectories(refused);
        Files.move(of.file(), refused.resolve(of.name()), StandardCopyOption.REPLACE_EXISTING);
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
    }
}
