package cn.sunlit.audit;

import cn.sunlit.kernel.DueWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Writes each signed checkpoint as a file into a directory, best one that a second party keeps (a share of the superior court,
 * of the procuratorate): who holds them can show later that the record before was not changed. Files that are there stay as they are.
 */
@Component
public class CheckpointFiles implements DueWork {

    private static final Pattern NAME = Pattern.compile("checkpoint-(SHA-256|SM3)-(\\d{8,})-[0-9a-f]{16}\\.json");
    private static final int MOST = 200;

    private final AuditStore store;
    private final Audit audit;
    private final Path directory;

    /** The number up to which this process knows the files to be there. */
    private final Map<Hashing, Long> written = new EnumMap<>(Hashing.class);

    private @Nullable String trouble;

    CheckpointFiles(
            AuditStore store,
            Audit audit,
            @Value("${sunlit.audit.checkpoints:}") String directory,
            @Value("${sunlit.data:data}") String data) {
        this.store = store;
        this.audit = audit;
        this.directory = directory.isBlank() ? Path.of(data, "checkpoints") : Path.of(directory.strip());
    }

    /** Where the files lie and how writing them goes, in one sentence. */
    public synchronized String stands() {
        return trouble == null ? "每小时写入 " + directory.toAbsolutePath().normalize() : trouble;
    }

    @Override
    public synchronized int runDue() {
        int files = 0;
        for (Hashing by : Hashing.values()) {
            try {
                files += write(by);
                trouble = null;
            } catch (IOException unwritable) {
                trouble = "检查点文件无法写入 %s，请检查目录和权限"
                        .formatted(directory.toAbsolutePath().normalize());
                throw new IllegalStateException(trouble, unwritable);
            }
        }
        return files;
    }

    private int write(Hashing by) throws IOException {
        Long done = written.get(by);
        if (done == null) {
            done = newest(by);
        }
        List<Checkpoint> missing = store.checkpointsAfter(by, done, MOST);
        if (missing.isEmpty()
                && done > store.lastCheckpoint(by).map(Checkpoint::number).orElse(0L)) {
            // The record has begun anew; what was written of the one before stays beside it.
            written.put(by, 0L);
        }
        for (Checkpoint each : missing) {
            Files.createDirectories(directory);
            if (each.number() == 1) {
                for (Map.Entry<String, String> key : audit.publicKeys().entrySet()) {
                    put("key-%s.txt".formatted(key.getKey()), key.getValue() + "\n");
                }
            }
            // With its root in the name: a checkpoint signed anew over other entries stands beside the first, not over
            // it.
            put(
                    "checkpoint-%s-%08d-%s.json"
                            .formatted(by.label(), each.number(), each.root().substring(0, 16)),
                    ProofFile.write(each));
            written.put(by, each.number());
        }
        return missing.size();
    }

    private void put(String name, String text) throws IOException {
        Path part = Files.createTempFile(directory, name, ".part");
        Files.writeString(part, text);
        Files.move(part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private long newest(Hashing by) throws IOException {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .filter(m -> m.group(1).equals(by.label()))
                    .mapToLong(m -> Long.parseLong(m.group(2)))
                    .max()
                    .orElse(0);
        }
    }
}
