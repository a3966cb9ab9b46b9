package cn.sunlit.privacy;

import cn.sunlit.database.CommandDatabase;
import cn.sunlit.kernel.CannotStart;
import cn.sunlit.keys.Keyring;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code ./run keys list | rotate [PURPOSE] | reseal | retire}: the keys that seal, with the program running or not. Ends
 * with 0 when done, 1 when something is left to do, 2 when it cannot be done.
 */
public final class KeysCommand {

    /** Transactions that began with the old key are over by then. */
    private static final Duration STILL_SEALING = Duration.ofHours(1);

    private static final String USAGE = """
            用法：./run keys list              列出密钥各代及各代加密的行数
                  ./run keys rotate [用途]      启用新一代密钥（不写用途则全部），已加密的数据照常可读
                  ./run keys reseal            由运行中的程序以新密钥重新加密全部数据
                  ./run keys retire            停用不再使用的旧密钥""";

    private final Keyring keys;
    private final CommandDatabase database;
    private final SealedStore store;
    private final Clock clock;
    private final PrintStream out;

    KeysCommand(Keyring keys, CommandDatabase database, Clock clock, PrintStream out) {
        this.keys = keys;
        this.database = database;
        this.store = new SealedStore(database.jdbc());
        this.clock = clock;
        this.out = out;
    }

    public static void main(String[] args) {
        System.exit(run(args, System.getenv(), Clock.systemUTC(), System.out));
    }

    static int run(String[] args, Map<String, String> settings, Clock clock, PrintStream out) {
        Path data = Path.of(settings.getOrDefault("SUNLIT_DATA", "data"));
        String what = args.length == 0 ? "" : args[0];
        try {
            Keyring keys = Keyring.of(settings, data);
            if (what.equals("rotate")) {
                return rotate(keys, args, out);
            }
            if (!List.of("list", "reseal", "retire").contains(what)) {
                out.println(USAGE);
                return 2;
            }
            try (CommandDatabase database = CommandDatabase.open(settings, data)) {
                var command = new KeysCommand(keys, database, clock, out);
                return switch (what) {
                    case "list" -> command.list();
                    case "reseal" -> command.reseal();
                    default -> command.retire();
                };
            }
        } catch (CannotStart refused) {
            out.println(refused.getMessage());
            return 2;
        }
    }

    private static int rotate(Keyring keys, String[] args, PrintStream out) {
        List<String> purposes = keys.generations().stream()
                .map(Keyring.Generation::purpose)
                .distinct()
                .filter(purpose -> args.length < 2 || purpose.equals(args[1]))
                .toList();
        if (purposes.isEmpty()) {
            out.println("没有这个用途的密钥：" + (args.length < 2 ? "" : args[1]));
            return 2;
        }
        purposes.forEach(keys::rotate);
        out.println("已为%d个用途启用新一代密钥，运行中的程序即刻使用；已加密的数据照常可读。".formatted(purposes.size()));
        out.println("接着：./run keys reseal 重新加密，./run keys retire 停用旧密钥。请立即备份密钥目录。");
        return 0;
    }

    private int list() {
        Map<String, Long> used = used();
        for (var each : keys.generations()) {
            out.println("%s 第%d代 %s %s%s，%d行"
                    .formatted(
                            each.purpose(),
                            each.number(),
                            each.id(),
                            each.current() ? "现用" : "旧",
                            each.wrapped() ? "" : "（未由主密钥保护，轮换后即受保护）",
                            used.getOrDefault(key(each), 0L)));
        }
        long unsealed = used.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("/"))
                .mapToLong(Map.Entry::getValue)
                .sum();
        if (unsealed > 0) {
            out.println("另有%d行是本版本以前留下的明文，./run keys reseal 后即被加密".formatted(unsealed));
        }
        return 0;
    }

    private int reseal() {
        store.ask(System.getProperty("user.name", "?"), clock.instant());
        if (database.alone()) {
            out.println("程序没有在运行：已登记，程序启动后自动重新加密，再次执行本命令可查看进度。");
            return 1;
        }
        String last = "";
        Instant moved = clock.instant();
        while (true) {
            var progress = store.progress().orElseThrow();
            if (progress.finished()) {
                out.println("✓ 已全部以当前密钥加密，共重新加密%d行".formatted(progress.done()));
                return 0;
            }
            String now = progress.trouble() != null
                    ? "已停在一行上（%s），请把缺少的密钥放回密钥目录，程序会自动继续".formatted(progress.trouble())
                    : "已重新加密%d行，共约%s行".formatted(progress.done(), progress.total() == null ? "?" : progress.total());
            if (!now.equals(last)) {
                out.println(now);
                last = now;
                moved = clock.instant();
            }
            if (moved.plus(Duration.ofMinutes(1)).isBefore(clock.instant())) {
                out.println("一分钟没有进展：请确认程序正在运行。已登记的任务会在程序运行时自动继续。");
                return 1;
            }
            try {
                Thread.sleep(500);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return 1;
            }
        }
    }

    private int retire() {
        Map<String, Long> used = used();
        List<Keyring.Generation> all = keys.generations();
        int kept = 0;
        for (var each : all) {
            if (each.current()) {
                continue;
            }
            Instant successor = all.stream()
                    .filter(next -> next.purpose().equals(each.purpose()) && next.number() == each.number() + 1)
                    .map(Keyring.Generation::madeAt)
                    .findFirst()
                    .orElse(each.madeAt());
            long rows = used.getOrDefault(key(each), 0L);
            if (rows > 0) {
                out.println("%s 第%d代仍有%d行在用，请先 ./run keys reseal".formatted(each.purpose(), each.number(), rows));
                kept++;
            } else if (successor.plus(STILL_SEALING).isAfter(clock.instant())) {
                out.println("%s 第%d代的下一代启用不足一小时，可能还有未完成的写入，请稍后再停用".formatted(each.purpose(), each.number()));
                kept++;
            } else {
                keys.retire(each);
                out.println("%s 第%d代已停用，文件移入 retired 目录；以前的数据库备份仍需要它".formatted(each.purpose(), each.number()));
            }
        }
        return kept == 0 ? 0 : 1;
    }

    /** Rows by purpose and key id; an empty id stands for bytes that nobody sealed. */
    private Map<String, Long> used() {
        Map<String, Long> used = new TreeMap<>();
        for (var column : store.columns()) {
            store.heads(column).forEach((head, rows) -> {
                boolean sealed = head.length() == 10 && (head.startsWith("01") || head.startsWith("02"));
                used.merge(column.purpose() + "/" + (sealed ? head.substring(2) : ""), rows, Long::sum);
            });
        }
        return used;
    }

    private static String key(Keyring.Generation each) {
        return each.purpose() + "/" + each.id();
    }
}
