package cn.sunlit.bank;

import cn.sunlit.exchange.DayFolders;
import cn.sunlit.exchange.DayFolders.Arrived;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CannotStart;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Messages of the bank by folder ({@code sunlit.funds.bank.folder}). A file is read when the bank has closed it with an {@code .ok},
 * or when it has not changed between two looks; it is taken away only when all in it is kept, and then a receipt lies beside.
 * Whoever dies in between leaves the file, and the next look finds its movements known.
 */
@Component
class BankFiles implements DueWork {

    private static final Logger LOG = LoggerFactory.getLogger(BankFiles.class);
    private static final int LONGEST_REASON = 300;

    private final BankInbox inbox;
    private final Clock clock;
    private final @Nullable DayFolders folder;
    private final @Nullable CourtCode court;
    private final Duration quiet;
    private final Map<Path, Look> looks = new HashMap<>();

    /** How a file was found at a look. */
    private record Look(String state, Instant at) {}

    BankFiles(
            BankInbox inbox,
            Clock clock,
            @Value("${sunlit.funds.bank.folder:}") String folder,
            @Value("${sunlit.funds.bank.court:}") String court,
            @Value("${sunlit.funds.bank.quiet:30s}") Duration quiet) {
        this.inbox = inbox;
        this.clock = clock;
        this.quiet = quiet;
        this.folder = folder.isBlank() ? null : new DayFolders(existing(folder.strip()));
        this.court = folder.isBlank() ? null : code(court.strip());
    }

    private static Path existing(String folder) {
        Path path = Path.of(folder);
        if (!Files.isDirectory(path)) {
            throw new CannotStart("与银行交换文件的目录 %s 不存在，请建立该目录，或者不设置 sunlit.funds.bank.folder".formatted(folder));
        }
        return path;
    }

    private static CourtCode code(String court) {
        try {
            return new CourtCode(court);
        } catch (IllegalArgumentException e) {
            throw new CannotStart("设置了 sunlit.funds.bank.folder，还须以 sunlit.funds.bank.court 写明法院代字，例如 鄂1125", e);
        }
    }

    /** Whether there is a folder. */
    boolean isOpen() {
        return folder != null;
    }

    /** Puts an order into the folder; the same order again writes the same file. */
    void send(LocalDate day, String messageId, byte[] order) {
        DayFolders to = folder;
        if (to == null) {
            throw new IllegalStateException("no folder was set");
        }
        try {
            to.put(day, messageId + ".xml", order, BankReader.sha256(order));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int runDue() {
        DayFolders from = folder;
        CourtCode of = court;
        if (from == null || of == null) {
            return 0;
        }
        Actor bank = Actor.system("案款银行", of);
        int taken = 0;
        try {
            var arrived = from.all();
            Set<Path> there = arrived.stream().map(Arrived::file).collect(Collectors.toSet());
            looks.keySet().retainAll(there);
            for (Arrived each : arrived) {
                taken += tryToTake(from, bank, each);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("the bank's folder cannot be read", e);
        }
        return taken;
    }

    /** One file that cannot be handled stays, and keeps none behind it waiting. */
    private int tryToTake(DayFolders from, Actor bank, Arrived file) {
        try {
            return take(from, bank, file);
        } catch (NoSuchFileException gone) {
            return 0; // another process has taken it, or the bank has renamed it
        } catch (IOException | RuntimeException e) {
            LOG.warn("a file of the bank could not be taken over and stays", e);
            return 0;
        }
    }

    private int take(DayFolders from, Actor bank, Arrived file) throws IOException {
        if (FileNames.isBeingWritten(file.name())) {
            boolean leftOver = file.day().isBefore(LocalDate.now(clock).minusDays(1));
            return leftOver ? setAside(from, bank, file, "两日前开始传送，至今没有传完，原件移至交换目录的 refused") : 0;
        }
        if (file.name().endsWith(DayFolders.ACK)) {
            return acknowledged(from, bank, file);
        }
        if (!file.isFile()) {
            return setAside(from, bank, file, "不是普通文件，没有读取，移至交换目录的 refused");
        }
        if (!isWhole(file)) {
            return 0;
        }
        if (!FileNames.isGood(file.name())) {
            return setAside(from, bank, file, "文件名应为字母、数字、点和横线，以 .xml、.sta、.mt940 或 .txt 结尾；原件移至交换目录的 refused");
        }
        if (file.size() > BankReader.LARGEST) {
            return setAside(from, bank, file, "文件超过 10 MB，没有读取，原件移至交换目录的 refused");
        }
        byte[] bytes = file.bytes(BankReader.LARGEST);
        String digest = file.isClosed() ? file.closing() : "";
        if (!digest.isEmpty() && !digest.equalsIgnoreCase(BankReader.sha256(bytes))) {
            String because = "文件与校验文件所写的 SHA-256 不符，可能没有传完";
            inbox.refuse(bank, path(file), because, bytes);
            return receipt(from, file, "REFUSED " + because);
        }
        try {
            BankInbox.Taken taken = inbox.take(bank, path(file), bytes);
            return receipt(from, file, "TAKEN " + taken.entries() + (taken.repeated() ? " REPEATED" : ""));
        } catch (Problem.Invalid told) {
            return receipt(from, file, "REFUSED " + brief(String.valueOf(told.getMessage())));
        }
    }

    /** Closed by the bank, or found the same after a while. */
    private boolean isWhole(Arrived file) throws IOException {
        if (file.isClosed()) {
            return true;
        }
        Instant now = clock.instant();
        String state = file.state();
        Look before = looks.get(file.file());
        if (before == null || !before.state().equals(state)) {
            looks.put(file.file(), new Look(state, now));
            return false;
        }
        return !before.at().plus(quiet).isAfter(now);
    }

    /** The bank has fetched an order, or will not have it; what it does with the payments it tells by pain.002. */
    private int acknowledged(DayFolders from, Actor bank, Arrived ack) throws IOException {
        String of = ack.name().substring(0, ack.name().length() - DayFolders.ACK.length());
        String words = ack.isFile() ? ack.words() : "";
        if (words.equals("OK")) {
            from.fetched(ack.day(), of);
        } else {
            inbox.note(bank, path(ack), words.length(), "银行没有接收付款文件 %s：%s".formatted(brief(of), brief(words)));
        }
        from.remove(ack);
        return 1;
    }

    private int setAside(DayFolders from, Actor bank, Arrived file, String because) throws IOException {
        inbox.note(bank, path(file), file.isFile() ? file.size() : 0, because);
        from.setAside(file);
        return receipt(from, file, "REFUSED " + because);
    }

    /** @return one, for the file that is done with */
    private int receipt(DayFolders from, Arrived file, String words) throws IOException {
        from.receipt(file, words);
        looks.remove(file.file());
        return 1;
    }

    private static String path(Arrived file) {
        return file.day() + "/" + brief(file.name());
    }

    private static String brief(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line;
    }
}
