package cn.sunlit.inquiries;

import cn.sunlit.exchange.DayFolders;
import cn.sunlit.exchange.DayFolders.Arrived;
import cn.sunlit.inquiries.ExchangeStore.Known;
import cn.sunlit.inquiries.ExchangeStore.Partner;
import cn.sunlit.inquiries.FileFormat.Unreadable;
import cn.sunlit.inquiries.InboxStore.Asked;
import cn.sunlit.inquiries.Stray.Reason;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.keys.Keyring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the files that institutions put into their folders: each in one transaction with all its answers, and only then is the
 * receipt written and the file taken away. Whoever dies in between leaves the file, and the next one finds it known. A file of
 * the same name with other bytes is refused, as is whatever is cut, forged, too large or unreadable; it is kept for a person.
 */
@Component
@Order(10)
class FileIntake implements DueWork {

    private static final Logger LOG = LoggerFactory.getLogger(FileIntake.class);
    private static final int LONGEST_REASON = 200;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,80}");

    /** No more than can be sealed in one piece, with room to spare. */
    private static final int LARGEST = 10_000_000;

    private final ExchangeStore store;
    private final InboxStore inbox;
    private final OutboxStore outbox;
    private final Institutions institutions;
    private final Strays strays;
    private final Retry retry;
    private final Keyring keys;
    private final Clock clock;
    private final TransactionTemplate transaction;

    FileIntake(
            ExchangeStore store,
            InboxStore inbox,
            OutboxStore outbox,
            Institutions institutions,
            Strays strays,
            Retry retry,
            Keyring keys,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.inbox = inbox;
        this.outbox = outbox;
        this.institutions = institutions;
        this.strays = strays;
        this.retry = retry;
        this.keys = keys;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public int runDue() {
        int taken = 0;
        for (Partner from : store.partners()) {
            try {
                for (Arrived each : from.folder().closed()) {
                    taken += tryToTake(from, each);
                }
            } catch (IOException | UncheckedIOException e) {
                LOG.warn("the folder of institution {} cannot be read", from.code(), e);
            }
        }
        return taken;
    }

    /** One file that cannot be handled stays, and keeps none behind it waiting. */
    private int tryToTake(Partner from, Arrived file) throws IOException {
        try {
            return take(from, file);
        } catch (NoSuchFileException gone) {
            return 0; // another process has taken it
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("a file of institution {} could not be taken over and stays", from.code(), e);
            return 0;
        }
    }

    private int take(Partner from, Arrived file) throws IOException {
        if (file.name().endsWith(DayFolders.ACK)) {
            return acknowledged(from, file);
        }
        if (file.isMissing()) {
            return leftOver(from, file);
        }
        if (!file.isFile() || file.size() > LARGEST) {
            return setAside(from, file);
        }
        String told = file.closing();
        byte[] bytes = file.bytes(LARGEST);
        return switch (judge(from, file, bytes, Told.read(told).orElse(null))) {
            case Verdict.Busy busy -> 0;
            case Verdict.Taken taken -> receipt(from, file, "TAKEN " + taken.answers());
            case Verdict.Refused no -> {
                if (!strays.keep(no.reason(), came(from, file, bytes.length), no.note(), bytes)) {
                    from.folder().setAside(file);
                }
                yield receipt(from, file, "REFUSED " + no.note());
            }
        };
    }

    /** An .ok without its file: it came first, or whoever handled the file died before the .ok was gone. */
    private int leftOver(Partner from, Arrived ok) throws IOException {
        if (known(from, ok) != null) {
            return receipt(from, ok, "TAKEN");
        }
        return from.folder().isSetAside(ok) ? receipt(from, ok, "REFUSED 原件在交换目录的 refused") : 0;
    }

    /** What is no file, or so large that it is kept in the folder alone. */
    private int setAside(Partner from, Arrived file) throws IOException {
        boolean large = file.isFile();
        String note = large ? "文件超过10 MB，没有读取，原件移至交换目录的 refused" : "不是普通文件，没有读取，原件移至交换目录的 refused";
        long size = large ? file.size() : 0;
        strays.note(large ? Reason.TOO_LARGE : Reason.BAD_NAME, came(from, file, size), note, null);
        from.folder().setAside(file);
        return receipt(from, file, large ? "REFUSED 文件超过10 MB" : "REFUSED 不是普通文件");
    }

    /** What is to become of a file. */
    private sealed interface Verdict {
        record Taken(int answers) implements Verdict {}

        /** Another process is at the folder. */
        record Busy() implements Verdict {}

        record Refused(Reason reason, String note) implements Verdict {}
    }

    private Verdict judge(Partner from, Arrived file, byte[] bytes, @Nullable Told told) {
        if (told == null) {
            return new Verdict.Refused(Reason.CUT, "校验文件应为“项数 SHA-256”");
        }
        String sha256 = InquiryClient.sha256(bytes);
        Verdict.Refused no = refusal(from, file, told, sha256);
        if (no != null) {
            return no;
        }
        try {
            List<ObjectNode> answers = from.format().read(bytes);
            if (answers.size() != told.lines()) {
                return new Verdict.Refused(Reason.CUT, "校验文件写明%d项，实有%d项".formatted(told.lines(), answers.size()));
            }
            return Objects.requireNonNull(transaction.execute(t -> keep(from, file, bytes, sha256, answers)));
        } catch (Unreadable e) {
            return new Verdict.Refused(Reason.MALFORMED, e.why());
        }
    }

    private Verdict.@Nullable Refused refusal(Partner from, Arrived file, Told told, String sha256) {
        if (!isGood(file.name()) || !file.name().endsWith("." + from.format().ending())) {
            return new Verdict.Refused(
                    Reason.BAD_NAME,
                    "文件名应为字母、数字、点和横线，以 .%s 结尾".formatted(from.format().ending()));
        }
        if (!told.sha256().equals(sha256)) {
            return new Verdict.Refused(Reason.CUT, "文件与校验文件所写的 SHA-256 不符，可能没有传完");
        }
        List<byte[]> secrets = institutions.secrets(from.code());
        boolean genuine = secrets.isEmpty()
                || secrets.stream()
                        .anyMatch(s -> Told.signed(s, file.day(), file.name(), told.lines(), sha256)
                                .equals(told.signature()));
        return genuine ? null : new Verdict.Refused(Reason.FORGED, "校验文件的签名与该单位的密钥不符");
    }

    private static boolean isGood(String name) {
        return NAME.matcher(name).matches() && !name.endsWith(".");
    }

    private Verdict keep(Partner from, Arrived file, byte[] bytes, String sha256, List<ObjectNode> answers) {
        if (!store.lock(from.code())) {
            return new Verdict.Busy();
        }
        Known known = known(from, file);
        if (known != null) {
            return known.sha256().equals(sha256)
                    ? new Verdict.Taken(known.lines())
                    : new Verdict.Refused(Reason.CHANGED, "同名文件此前已经接收，内容不同，须改用新的文件名");
        }
        Instant now = clock.instant();
        byte[] sealed = keys.encrypt(Institutions.BODY, bytes);
        long id = store.add(from.code(), file.day(), "IN", file.name(), answers.size(), sha256, sealed, now);
        answers.forEach(answer -> keep(from, file, id, answer, now));
        outbox.worked(from.code(), now);
        return new Verdict.Taken(answers.size());
    }

    private void keep(Partner from, Arrived file, long id, ObjectNode answer, Instant now) {
        byte[] bytes = Wire.JSON.writeValueAsBytes(answer);
        String sha256 = InquiryClient.sha256(bytes);
        String requestId = answer.path("requestId").asString("");
        UUID key = key(requestId);
        Asked asked = key == null ? null : inbox.request(key, sha256).orElse(null);
        Reason unfit = Inbox.unfit(asked, from.code());
        if (asked == null || unfit != null) {
            Reason reason = unfit == null ? Reason.UNKNOWN_REQUEST : unfit;
            String note = "文件中的一项，单号 %s：%s".formatted(CsvFormat.brief(requestId), reason.zh());
            strays.keep(reason, came(from, file, bytes.length), note, bytes);
        } else if (!asked.known()) {
            inbox.keep(asked.id(), now, keys.encrypt(Institutions.BODY, bytes), sha256, "FILE", id);
        }
    }

    private static @Nullable UUID key(String requestId) {
        try {
            return UUID.fromString(requestId);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The institution has fetched a file of requests, or will not have it. */
    private int acknowledged(Partner from, Arrived ack) throws IOException {
        String of = ack.name().substring(0, ack.name().length() - DayFolders.ACK.length());
        String words = ack.words();
        boolean refused = words.startsWith("REFUSED");
        Known known = store.find(from.code(), ack.day(), "OUT", of).orElse(null);
        if (known == null || (!refused && !words.equals("OK"))) {
            strays.keep(
                    known == null ? Reason.UNKNOWN_REQUEST : Reason.MALFORMED,
                    came(from, ack, words.length()),
                    known == null ? "没有这个请求文件" : "回执应为 OK，或者 REFUSED 加原因",
                    words.getBytes(StandardCharsets.UTF_8));
            return receipt(from, ack, "REFUSED 回执不合约定");
        }
        transaction.executeWithoutResult(t -> {
            String why = "协助单位拒收文件：" + words.replaceFirst("REFUSED\\s*", "");
            String brief = why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) : why;
            if (refused && !known.acknowledged()) {
                store.waitingIn(known.id()).forEach(r -> retry.later(r.id(), r.attempts(), brief));
            }
            store.acknowledge(known.id(), refused ? brief : null, clock.instant());
        });
        from.folder().fetched(ack.day(), of);
        return receipt(from, ack, "TAKEN");
    }

    private @Nullable Known known(Partner from, Arrived file) {
        return store.find(from.code(), file.day(), "IN", file.name()).orElse(null);
    }

    private static Strays.Came came(Partner from, Arrived file, long size) {
        return new Strays.Came(from.code(), "FILE", CsvFormat.brief(file.name()), size);
    }

    /** @return one, for the file that is done with */
    private static int receipt(Partner from, Arrived file, String words) throws IOException {
        from.folder().receipt(file, words);
        return 1;
    }
}
