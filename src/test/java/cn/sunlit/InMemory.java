package cn.sunlit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * A directory in the machine's memory for a durable PostgreSQL that is killed: it asks the disk at each commit as it always
 * does, and needs no disk's milliseconds for the answer. What a killed process has written is there as on a disk; only a
 * machine that loses its power would forget it, and no test lives to see that. Where there is little memory, or nothing
 * may be run from it, the directory lies where all others do.
 */
public final class InMemory implements TempDirFactory {

    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ENOUGH = 4L << 30;

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
        return isUsable() ? Files.createTempDirectory(MEMORY, "sunlit-") : Files.createTempDirectory("sunlit-");
    }

    private static boolean isUsable() throws IOException {
        Path mounts = Path.of("/proc/mounts");
        if (!Files.isWritable(MEMORY) || !Files.exists(mounts)) {
            return false;
        }
        // device, place, kind, options
        return Files.getFileStore(MEMORY).getUsableSpace() >= ENOUGH
                && Files.readAllLines(mounts).stream()
                        .map(line -> line.split(" "))
                        .anyMatch(mount -> mount.length > 3
                                && mount[1].equals(MEMORY.toString())
                                && mount[2].equals("tmpfs")
                                && !(',' + mount[3] + ',').contains(",noexec,"));
    }
}
