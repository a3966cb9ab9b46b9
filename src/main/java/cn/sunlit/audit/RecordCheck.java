package cn.sunlit.audit;

import cn.sunlit.database.CommandDatabase;
import cn.sunlit.keys.Keyring;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** The audit for commands, which have a database and no program: walks everything and compares with kept checkpoints. */
public final class RecordCheck {

    private RecordCheck() {}

    /** The newest checkpoint of the tree that every installation keeps. */
    public static Optional<Checkpoint> lastCheckpoint(JdbcClient jdbc) {
        return new AuditStore(jdbc).lastCheckpoint(Hashing.SHA_256);
    }

    /**
     * Walks and tells the outcome.
     *
     * @param settings the environment
     * @param data where the program keeps its data
     * @param kept checkpoints that must be found again
     * @return whether all fits
     */
    public static boolean walk(
            CommandDatabase database, Map<String, String> settings, Path data, List<Checkpoint> kept, PrintStream out) {
        JdbcClient jdbc = database.jdbc();
        ProofVerifier verifier = new ProofVerifier(keys(settings, data));
        long begun = System.nanoTime();
        Walk walk = new Walker(new WalkStore(jdbc), new DataSourceTransactionManager(database.source())).walk(verifier);
        double seconds = (System.nanoTime() - begun) / 1e9;
        List<String> faults = new ArrayList<>(walk.faults());
        AuditStore store = new AuditStore(jdbc);
        for (Checkpoint each : kept) {
            Optional<Checkpoint> ours = store.checkpoint(Hashing.of(each.algorithm()), each.treeSize());
            faults.addAll(verifier.verify(each).problems());
            if (ours.isEmpty() || !ours.get().root().equals(each.root())) {
                faults.add("留存的第%d号检查点（%s，%d条）与现在的存证树不符，此前的记录已被改动"
                        .formatted(each.number(), each.algorithm(), each.treeSize()));
            }
        }
        faults.forEach(fault -> out.println("✗ " + fault));
        out.println("核对了%d条存证记录、%d行业务数据，用时%.1f秒".formatted(walk.entries(), walk.rows(), seconds));
        out.println(faults.isEmpty() ? "✓ 全部相符" : "第一处不符：" + faults.getFirst());
        return faults.isEmpty();
    }

    /** The court's own keys where the command may read them; without them the keys that checkpoints name are taken. */
    private static @Nullable List<PublicKey> keys(Map<String, String> settings, Path data) {
        String elsewhere = settings.getOrDefault("SUNLIT_KEYS", "").strip();
        Path directory = elsewhere.isEmpty() ? data.resolve("keys") : Path.of(elsewhere);
        if (!Files.isDirectory(directory)) {
            return null;
        }
        Keyring keyring = Keyring.of(settings, data);
        List<PublicKey> keys = new ArrayList<>();
        keys.add(keyring.signingPair(Checkpoints.PURPOSE).getPublic());
        if (Signing.SM2.label().equals(settings.get("SUNLIT_AUDIT_SIGNATURE"))) {
            keys.add(keyring.sm2Pair(Checkpoints.PURPOSE).getPublic());
        }
        return keys;
    }
}
