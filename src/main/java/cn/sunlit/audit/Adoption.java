package cn.sunlit.audit;

import cn.sunlit.identity.Actor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes rows that were written before their table was bound into the record, once a table, at the first start after the
 * migration that bound it: by entries of their own which say how many there were and bind each as it was found. Whoever reads the
 * record sees from when on a row is proved. Afterwards a row that nobody's act bound is one that was put in past the program.
 */
@Component
class Adoption implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);
    private static final String CHAIN = "system:adoption";
    private static final int ROWS_AN_ENTRY = 5_000;

    private final AdoptionStore adoptions;
    private final WalkStore walks;
    private final AuditStore store;
    private final Clock clock;
    private final TransactionTemplate turn;
    private final TransactionTemplate snapshot;

    Adoption(
            AdoptionStore adoptions,
            WalkStore walks,
            AuditStore store,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.adoptions = adoptions;
        this.walks = walks;
        this.store = store;
        this.clock = clock;
        this.turn = new TransactionTemplate(transactions);
        this.snapshot = new TransactionTemplate(transactions);
        // What commits between two of its reads must not be taken for old.
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Before anybody can write. */
    @Override
    public void afterPropertiesSet() {
        if (!adoptions.open().isEmpty()) {
            // The snapshot is taken when nobody else is at it.
            turn.executeWithoutResult(alone -> {
                adoptions.alone();
                snapshot.executeWithoutResult(status -> adopt());
            });
        }
    }

    private void adopt() {
        List<String> open = adoptions.open();
        if (open.isEmpty()) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        walks.gather();
        for (WalkStore.Binding binding : walks.bindings()) {
            if (open.contains(binding.name())) {
                adopt(binding, now);
            }
        }
    }

    private void adopt(WalkStore.Binding binding, Instant now) {
        long rows = 0;
        MessageDigest all = sha256();
        try (Stream<WalkStore.Odd> odd = walks.odd(binding)) {
            Iterator<WalkStore.Odd> unbound = odd.filter(row -> row.entry() == null && row.found() != null)
                    .iterator();
            StringBuilder lines = new StringBuilder();
            int count = 0;
            while (unbound.hasNext()) {
                WalkStore.Odd row = unbound.next();
                String line = row.row() + " " + row.found() + "\n";
                lines.append(line);
                all.update(line.getBytes(StandardCharsets.UTF_8));
                rows++;
                if (++count == ROWS_AN_ENTRY || !unbound.hasNext()) {
                    append(binding.name(), count, lines.toString(), now);
                    lines.setLength(0);
                    count = 0;
                }
            }
        }
        adoptions.done(binding.name(), rows, HexFormat.of().formatHex(all.digest()), now);
        if (rows > 0) {
            LOG.info("adopted {} rows of {} that were written before the table was bound", rows, binding.name());
        }
    }

    private void append(String table, int count, String lines, Instant now) {
        AuditStore.Head head = store.lockHead(CHAIN);
        String hash = Hashing.SHA_256.hash(lines);
        Map<String, String> facts = new TreeMap<>();
        facts.put("table", table);
        facts.put("rows", Integer.toString(count));
        facts.put("sha256", hash);
        Entry entry = new Entry(
                        0,
                        CHAIN,
                        0,
                        null,
                        null,
                        Actor.Kind.SYSTEM,
                        "system",
                        "系统",
                        null,
                        "",
                        null,
                        "ROWS_ADOPTED",
                        "收编绑定之前写入的业务数据%d行（%s）".formatted(count, table),
                        facts,
                        now,
                        CanonicalForm.NEWEST,
                        Hashing.SHA_256,
                        null,
                        CanonicalForm.NOTHING_BEFORE,
                        "")
                .linked(store.numbers(1).getFirst(), head.seq() + 1, Hashing.SHA_256, hash, head.hash());
        store.append(
                new ArrayList<>(List.of(entry)), lines, Map.of(CHAIN, new AuditStore.Head(entry.seq(), entry.hash())));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
