package cn.sunlit.privacy;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.kernel.DueWork;
import cn.sunlit.keys.Keyring;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals what is stored with the current keys and algorithm, a batch a transaction, while everybody works on: old and new are
 * both readable at any moment. How far a pass has come is written with each batch, so that it goes on where a program that
 * was killed left it. Each batch is an act that binds the rows it changed.
 */
@Component
@Order(90)
class Resealing implements DueWork {

    private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);
    private static final int BATCH = 200;

    private final SealedStore store;
    private final Keyring keys;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Resealing(SealedStore store, Keyring keys, Audit audit, Clock clock, TransactionTemplate transaction) {
        this.store = store;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Override
    public int runDue() {
        try {
            Integer done =
                    transaction.execute(status -> store.open().map(this::step).orElse(0));
            return done == null ? 0 : done;
        } catch (IllegalArgumentException unreadable) {
            // A row whose key is gone stays as it is, for an operator to put the key back; the pass waits there.
            LOG.error("resealing stopped", unreadable);
            transaction.executeWithoutResult(status -> store.trouble(String.valueOf(unreadable.getMessage())));
            return 0;
        }
    }

    private int step(SealedStore.Pass pass) {
        List<SealedStore.Column> columns = store.columns();
        long total = pass.total() == null ? outdated(columns) : pass.total();
        for (int at = pass.atColumn(); at < columns.size(); at++) {
            SealedStore.Column column = columns.get(at);
            List<SealedStore.Row> rows = store.batch(
                    column, keys.currentHead(column.purpose()), at == pass.atColumn() ? pass.afterKey() : null, BATCH);
            if (!rows.isEmpty()) {
                store.reseal(
                        column,
                        rows.stream()
                                .map(row ->
                                        new SealedStore.Row(row.key(), keys.reseal(column.purpose(), row.content())))
                                .toList());
                audit.recordByProgram(new Act(
                        "DATA_RESEALED",
                        "系统以当前密钥重新加密%s的%d行".formatted(column.name(), rows.size()),
                        Map.of("table", column.name(), "rows", Integer.toString(rows.size()))));
                store.advance(new SealedStore.Pass(
                        pass.id(),
                        pass.done() + rows.size(),
                        total,
                        at,
                        rows.getLast().key()));
                return rows.size();
            }
        }
        if (outdated(columns) == 0) {
            store.advance(new SealedStore.Pass(pass.id(), pass.done(), total, columns.size(), null));
            store.finish(pass.id(), clock.instant());
        } else {
            // A transaction that began before the new key committed behind the pass: once more from the first row.
            store.advance(new SealedStore.Pass(pass.id(), pass.done(), total, 0, null));
        }
        return 0;
    }

    private long outdated(List<SealedStore.Column> columns) {
        return columns.stream()
                .mapToLong(column -> {
                    String current = java.util.HexFormat.of().formatHex(keys.currentHead(column.purpose()));
                    return store.heads(column).entrySet().stream()
                            .filter(head -> !head.getKey().equals(current))
                            .mapToLong(Map.Entry::getValue)
                            .sum();
                })
                .sum();
    }
}
