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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Sends what lies in the outbox, each institution on a line of its own and by the transport agreed with it, so that a slow one
 * keeps nobody waiting but those who want it.
 */
@Component
@Order(10)
class InquiryClient implements DueWork {

    private static final Logger LOG = LoggerFactory.getLogger(InquiryClient.class);

    /** How long one batch goes on taking requests before other due work has its turn. */
    private static final Duration BATCH = Duration.ofSeconds(5);

    private final OutboxStore store;
    private final Institutions institutions;
    private final Holidays holidays;
    private final Clock clock;
    private final Map<Transport.Kind, Transport> transports;

    InquiryClient(
            OutboxStore store, Institutions institutions, Holidays holidays, Clock clock, List<Transport> transports) {
        this.store = store;
        this.institutions = institutions;
        this.holidays = holidays;
        this.clock = clock;
        this.transports = transports.stream().collect(Collectors.toMap(Transport::kind, Function.identity()));
    }

    @Override
    public int runDue() {
        Instant now = clock.instant();
        List<Institution> due = open(store.withWork(now), now);
        if (due.isEmpty()) {
            return 0;
        }
        long until = System.nanoTime() + BATCH.toNanos();
        List<Future<Integer>> lines;
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            lines = due.stream()
                    .map(i -> each.submit(() -> transport(i).serve(i.code(), until)))
                    .toList();
        }
        return lines.stream().mapToInt(InquiryClient::carried).sum();
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

    private static int carried(Future<Integer> line) {
        try {
            return line.resultNow();
        } catch (IllegalStateException failed) {
            LOG.warn("a line to an institution broke off, its leases will run out", line.exceptionNow());
            return 0;
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
