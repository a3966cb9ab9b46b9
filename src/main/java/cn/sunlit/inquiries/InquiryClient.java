package cn.sunlit.inquiries;

import cn.sunlit.kernel.DueWork;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.settings.Holidays;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Sends what lies in the outbox, each institution on a line of its own and by the transport agreed with it, so that a slow one
 * keeps nobody waiting but those who want it. While the lines wait for institutions, what came back is read.
 */
@Component
@Order(10)
class InquiryClient implements DueWork {

    /** How long one batch goes on before other due work has its turn; the lines go on meanwhile. */
    private static final Duration BATCH = Duration.ofSeconds(5);

    /** How long a line takes requests before it is looked at anew whether the institution is open. */
    private static final Duration LINE = Duration.ofMinutes(1);

    /** Answers wait that long for others, unless a line ends meanwhile: read together they cost less. */
    private static final Duration LOOK = Duration.ofMillis(100);

    /** So many are worth reading at once. */
    private static final int WORTH_READING = 50;

    private final OutboxStore store;
    private final Institutions institutions;
    private final Holidays holidays;
    private final Clock clock;
    private final Map<Transport.Kind, Transport> transports;
    private final AnswerReader reader;
    private final BusyLines lines;

    InquiryClient(
            OutboxStore store,
            Institutions institutions,
            Holidays holidays,
            Clock clock,
            List<Transport> transports,
            AnswerReader reader,
            BusyLines lines) {
        this.reader = reader;
        this.lines = lines;
        this.store = store;
        this.institutions = institutions;
        this.holidays = holidays;
        this.clock = clock;
        this.transports = transports.stream().collect(Collectors.toMap(Transport::kind, Function.identity()));
    }

    /** @return how many were sent or read; never zero while a line is busy */
    @Override
    public int runDue() {
        long until = System.nanoTime() + BATCH.toNanos();
        int done = 0;
        try {
            do {
                beginWhereDue();
                int read = lines.any() ? reader.runDue() : 0;
                done += read;
                if (read < WORTH_READING) {
                    lines.awaitOne(LOOK);
                }
            } while (lines.any() && System.nanoTime() < until);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return done + lines.carried() + (lines.any() ? 1 : 0);
    }

    private void beginWhereDue() {
        Instant now = clock.instant();
        List<String> idle =
                store.withWork(now).stream().filter(code -> !lines.isBusy(code)).toList();
        for (Institution each : open(idle, now)) {
            lines.begin(each.code(), () -> transport(each).serve(each.code(), System.nanoTime() + LINE.toNanos()));
        }
    }

    private Transport transport(Institution institution) {
        return Objects.requireNonNull(transports.get(Transport.Kind.valueOf(institution.transport())));
    }

    private List<Institution> open(List<String> codes, Instant now) {
        if (codes.isEmpty()) {
            return List.of();
        }
        ZonedDateTime here = now.atZone(TimeConfiguration.ZONE);
        return institutions.all().stream()
                .filter(i -> codes.contains(i.code()) && i.hours().isOpen(here, holidays.calendar()))
                .toList();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
