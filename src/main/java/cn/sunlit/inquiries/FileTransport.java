package cn.sunlit.inquiries;

import cn.sunlit.inquiries.ExchangeStore.Partner;
import cn.sunlit.inquiries.ExchangeStore.Unwritten;
import cn.sunlit.inquiries.OutboxStore.Claimed;
import cn.sunlit.kernel.Practice;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.keys.Keyring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Files in a folder a day (文件交换). A file of requests is made in one transaction with what becomes of the requests in it, and put
 * into the folder afterwards: a process that dies in between leaves a file that is not in the folder yet, and the next one puts it
 * there in the same bytes. Answers are taken by {@link FileIntake}.
 */
@Component
class FileTransport implements Transport {

    private static final Logger LOG = LoggerFactory.getLogger(FileTransport.class);

    private static final int MOST_IN_A_FILE = 1000;

    @Practice(id = "CK-07", text = "以文件交换的协助单位，请求每10分钟汇成一个文件，有控制事项的随时成文；超过承诺时限三日没有反馈的转人工处理（产品默认值）")
    private static final Duration BETWEEN_FILES = Duration.ofMinutes(10);

    private static final Duration PATIENCE = Duration.ofDays(3);
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final OutboxStore outbox;
    private final ExchangeStore store;
    private final Retry retry;
    private final Keyring keys;
    private final Clock clock;
    private final TransactionTemplate transaction;

    FileTransport(
            OutboxStore outbox,
            ExchangeStore store,
            Retry retry,
            Keyring keys,
            Clock clock,
            TransactionTemplate transaction) {
        this.outbox = outbox;
        this.store = store;
        this.retry = retry;
        this.keys = keys;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public Kind kind() {
        return Kind.FILES;
    }

    @Override
    public int serve(String code, long until) {
        Partner to = store.partner(code).orElseThrow();
        int carried = 0;
        int made = 0;
        while (put(to) && System.nanoTime() < until) {
            Integer filed = transaction.execute(t -> make(to));
            made = filed == null ? 0 : filed;
            carried += made;
            if (made == 0) {
                break;
            }
        }
        return carried;
    }

    /** Makes the next file of what is due, under the lock of the line. @return how many requests it took */
    private int make(Partner to) {
        Instant now = clock.instant();
        Line line = outbox.lockLine(to.code(), now).orElse(null);
        if (line == null || (line.inFault() && line.takes(now) == 0)) {
            return 0;
        }
        Instant freeAt = line.freeAt();
        boolean tooEarly = freeAt != null && now.isBefore(freeAt) && !store.orderDue(to.code(), now);
        if (tooEarly) {
            return 0;
        }
        List<Claimed> claimed = outbox.claim(to.code(), MOST_IN_A_FILE, now, now.plus(LEASE));
        List<Claimed> going = new ArrayList<>();
        Instant patience = now;
        for (Claimed c : claimed) {
            Instant late = c.promisedAt().plus(PATIENCE);
            if (c.accepted() && !now.isBefore(late)) {
                retry.giveUp(c.id(), "文件已送达，协助单位逾期未反馈");
            } else {
                going.add(c);
                patience = late.isAfter(patience) ? late : patience;
            }
        }
        if (!going.isEmpty()) {
            file(to, going, patience, now);
            outbox.useLine(to.code(), now.plus(BETWEEN_FILES), line.probeAfter(now));
        }
        return claimed.size();
    }

    private void file(Partner to, List<Claimed> going, Instant patience, Instant now) {
        List<JsonNode> requests = going.stream()
                .map(c -> Wire.JSON.readTree(keys.decrypt(Institutions.BODY, c.bodySealed())))
                .toList();
        LocalDate day = LocalDate.ofInstant(now, TimeConfiguration.ZONE);
        String name = "requests-%04d.%s"
                .formatted(store.nextNumber(to.code(), day), to.format().ending());
        byte[] bytes = bytes(to, requests);
        long file = store.add(
                to.code(),
                day,
                "OUT",
                name,
                going.size(),
                InquiryClient.sha256(bytes),
                keys.encrypt(Institutions.BODY, bytes),
                now);
        store.putInto(file, going.stream().map(Claimed::id).toList(), patience);
    }

    private static byte[] bytes(Partner to, List<JsonNode> requests) {
        try {
            return to.format().write(requests);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Puts the files into the folder that are not there. The same file may be put twice: the bytes are the same.
     *
     * @return false when the folder cannot be written
     */
    private boolean put(Partner to) {
        for (Unwritten file : store.unwritten(to.code())) {
            try {
                to.folder()
                        .put(
                                file.day(),
                                file.name(),
                                keys.decrypt(Institutions.BODY, file.rawSealed()),
                                told(to, file));
            } catch (IOException e) {
                LOG.warn("the folder of institution {} cannot be written", to.code(), e);
                transaction.executeWithoutResult(t -> broken(to.code()));
                return false;
            }
            transaction.executeWithoutResult(t -> {
                store.written(file.id(), clock.instant());
                outbox.worked(to.code(), clock.instant());
            });
        }
        return true;
    }

    private void broken(String code) {
        Instant now = clock.instant();
        outbox.failed(code, "无法写入交换目录", Line.FAILURES_TOLERATED, now);
        outbox.lockLine(code, now).ifPresent(line -> outbox.useLine(code, line.freeAt(), line.probeAfter(now)));
    }

    private String told(Partner to, Unwritten file) {
        String told = "%d %s".formatted(file.lines(), file.sha256());
        byte[] sealed = to.secretSealed();
        return sealed == null
                ? told
                : told + " "
                        + Told.signed(
                                keys.decrypt(Institutions.SECRET, sealed),
                                file.day(),
                                file.name(),
                                file.lines(),
                                file.sha256());
    }
}
