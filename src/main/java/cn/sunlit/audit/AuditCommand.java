package cn.sunlit.audit;

import cn.sunlit.database.CommandDatabase;
import cn.sunlit.kernel.CannotStart;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
            try (CommandDatabase database = CommandDatabase.open(settings, data)) {
                return RecordCheck.walk(database, settings, data, kept, out) ? 0 : 1;
            }
        } catch (IOException unreadable) {
            out.println("文件无法读取：" + Plain.line(String.valueOf(unreadable.getMessage())));
            return 2;
        } catch (IllegalArgumentException | CannotStart refused) {
            out.println(refused.getMessage());
            return 2;
        }
    }
}
