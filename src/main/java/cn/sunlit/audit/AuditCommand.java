package cn.sunlit.audit;

import cn.sunlit.database.CommandDatabase;
import cn.sunlit.kernel.CannotStart;
import cn.sunlit.keys.Keyring;
import java.io.IOException;
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

/**
 * {@code ./run audit [checkpoint.json …]}: walks the whole record and every bound business row, with the program running or
 * not, and compares with checkpoints that somebody kept. Ends with 0 when all fits, 1 when something does not, 2 when it
 * cannot be done.
 */
public final class AuditCommand {

    private AuditCommand() {}

    /** @param args files of kept checkpoints, or none */
    public static void main(String[] args) {
        System.exit(run(args, System.getenv(), System.out));
    }

    static int run(String[] args, Map<String, String> settings, PrintStream out) {
        Path data = Path.of(settings.getOrDefault("SUNLIT_DATA", "data"));
        try {
            List<Checkpoint> kept = new ArrayList<>();
            for (String name : args) {
                if (!(ProofFile.read(Files.readString(Path.of(name))) instanceof Checkpoint checkpoint)) {
                    throw new IllegalArgumentException(Plain.line(name) + "不是检查点文件");
                }
                kept.add(checkpoint);
            }
            ProofVerifier verifier = new ProofVerifier(keys(settings, data));
            try (CommandDatabase database = CommandDatabase.open(settings, data)) {
                return walk(database, verifier, kept, out);
            }
        } catch (IOException unreadable) {
            out.println("文件无法读取：" + Plain.line(String.valueOf(unreadable.getMessage())));
            return 2;
        } catch (IllegalArgumentException | CannotStart refused) {
            out.println(refused.getMessage());
            return 2;
        }
    }

    private static int walk(CommandDatabase database, ProofVerifier verifier, List<Checkpoint> kept, PrintStream out) {
        JdbcClient jdbc = database.jdbc();
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
        return faults.isEmpty() ? 0 : 1;
    }

    /** The court's own keys where the command may read them; without them the keys that checkpoints name are taken. */
    private static @Nullable List<PublicKey> keys(Map<String, String> settings, Path data) {
        String elsewhere = settings.getOrDefault("SUNLIT_KEYS", "").strip();
        Path directory = elsewhere.isEmpty() ? data.resolve("keys") : Path.of(elsewhere);
        if (!Files.isDirectory(directory)) {
            return null;
        }
        Keyring keyring = new Keyring(directory);
        List<PublicKey> keys = new ArrayList<>();
        keys.add(keyring.signingPair(Checkpoints.PURPOSE).getPublic());
        if (Signing.SM2.label().equals(settings.get("SUNLIT_AUDIT_SIGNATURE"))) {
            keys.add(keyring.sm2Pair(Checkpoints.PURPOSE).getPublic());
        }
        return keys;
    }
}
