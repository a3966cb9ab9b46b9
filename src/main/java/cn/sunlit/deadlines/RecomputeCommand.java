package cn.sunlit.deadlines;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;

/**
 * Reckons a last day again from its proof sheet alone, on any computer, without a server and without a database: {@code ./run
 * recompute sheet.json}. Ends with 0 when it agrees, 1 when a line differs, 2 when the file cannot be read.
 */
public final class RecomputeCommand {

    private static final long LONGEST = 4 * 1024 * 1024;

    private RecomputeCommand() {}

    /** @param args the file */
    public static void main(String[] args) {
        System.exit(run(args, System.out));
    }

    static int run(String[] args, PrintStream out) {
        if (args.length != 1) {
            out.println("用法：./run recompute <期限证明文件>");
            return 2;
        }
        ProofSheet sheet;
        try {
            Path file = Path.of(args[0]);
            if (Files.size(file) > LONGEST) {
                out.println("✗ 文件过大，不会是期限证明");
                return 2;
            }
            sheet = ProofSheet.read(Files.readString(file));
        } catch (IOException | InvalidPathException unreadable) {
            out.println("✗ 文件无法读取");
            return 2;
        } catch (IllegalArgumentException changed) {
            out.println("✗ " + changed.getMessage());
            return 2;
        }
        try {
            return report(sheet, out);
        } catch (IllegalArgumentException | DateTimeException impossible) {
            out.println("✗ 内容无法推算：" + impossible.getMessage());
            out.println("不一致");
            return 1;
        }
    }

    private static int report(ProofSheet sheet, PrintStream out) {
        out.println("%s 节点%s 第%d次".formatted(sheet.caseNumber(), sheet.node(), sheet.run()));
        Computation.Start start = sheet.computation().start();
        out.println(
                "起算：%s %s（%s）".formatted(start.on(), start.name(), start.shown().title()));
        Reckoner.again(sheet.computation()).steps().forEach(s -> out.println("  %s  %s".formatted(s.date(), s.text())));
        var differences = sheet.differences();
        differences.forEach(line -> out.println("✗ " + line));
        if (!differences.isEmpty()) {
            out.println("不一致");
            return 1;
        }
        out.println("✓ 最后一日："
                + (sheet.computation().result().dueOn() == null
                        ? "（无）"
                        : sheet.computation().result().dueOn()));
        out.println("✓ 此前被替代的推算：%d次，均一致".formatted(sheet.replaced().size()));
        out.println("一致");
        return 0;
    }
}
