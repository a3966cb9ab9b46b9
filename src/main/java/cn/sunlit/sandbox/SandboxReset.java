package cn.sunlit.sandbox;

import cn.sunlit.database.OwnerDatabase;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Service;

/**
 * Starts the sandbox over: empties the tables of all modules but for what describes the court itself, sets the clock back to
 * the machine's and loads the demonstration court again. The only place where append-only tables lose rows.
 */
@Service
@Profile("sandbox")
class SandboxReset {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxReset.class);
    private static final int TRIES = 20;

    /** What was laid with the schema or registered at start and describes the court, not its cases. */
    private static final Set<String> KEPT = Set.of("cases.type", "audit.tree", "audit.binding");

    private static final Set<String> KEPT_SCHEMAS = Set.of("identity");

    private final OwnerDatabase owner;
    private final SandboxTime time;
    private final ResetGate gate;

    SandboxReset(OwnerDatabase owner, SandboxTime time, ResetGate gate) {
        this.owner = owner;
        this.time = time;
        this.gate = gate;
    }

    /** @return how many tables were emptied */
    int startOver() {
        synchronized (time) {
            return gate.alone(this::emptyAll);
        }
    }

    /** Work in the background may still hold a table: it ends soon, so this is tried again. */
    private int emptyAll() {
        for (int attempt = 1; ; attempt++) {
            try {
                int emptied = inOneTransaction();
                time.resume();
                return emptied;
            } catch (CannotAcquireLockException busy) {
                if (attempt == TRIES) {
                    throw busy;
                }
                LOG.info("reset waits for work under way, attempt {}", attempt);
            }
        }
    }

    private int inOneTransaction() {
        return owner.inTransaction(jdbc -> {
            ResetStore store = new ResetStore(jdbc);
            List<String> tables = store.tables().stream()
                    .filter(table -> !KEPT.contains(table) && !store.isReference(table))
                    .filter(table -> !KEPT_SCHEMAS.contains(table.substring(0, table.indexOf('.'))))
                    .toList();
            store.empty(tables);
            return tables.size();
        });
    }
}
