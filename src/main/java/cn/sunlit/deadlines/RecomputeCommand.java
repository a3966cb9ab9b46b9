package cn.sunlit.deadlines;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;

/**
 * Reckons a last day again from its proof sheet alone, on any computer, without a server and without a database: {@code ./run
 * recompute sheet.json}, or the PDF in which it lies. Ends with 0 when it agrees, 1 when a line differs, 2 when the file cannot be read.
 */
public final class RecomputeCommand {

    private static final int LONGEST = 4 * 1024 * 1024;
    private static final String PDF = "%PDF-";

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
        String text;
        try {
            Path file = Path.of(args[0]);
            if (Files.size(file) > LONGEST) {
                out.println("✗ 文件过大，不会是期限证明");
                return 2;
            }
            text = text(Files.readAllBytes(file)).strip();
            sheet = ProofSheet.read(text);
        } catch (IOException | InvalidPathException unreadable) {
            out.println("✗ 文件无法读取");
            return 2;
        } catch (IllegalArgumentException changed) {
            out.println("✗ " + changed.getMessage());
            return 2;
        }
        try {
            return report(sheet, text, out);
        } catch (IllegalArgumentException | DateTimeException impossible) {
            out.println("✗ 内容无法推算：" + impossible.getMessage());
            out.println("不一致");
            return 1;
        }
    }

    private static String text(byte[] file) throws IOException {
        return new String(file, 0, Math.min(PDF.length(), file.length), StandardCharsets.US_ASCII).equals(PDF)
                ? attached(file)
                : decoded(file);
    }

    private static String decoded(byte[] text) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    }

    /** The one JSON file within a printed sheet. */
    private static String attached(byte[] pdf) throws IOException {
        try (PDDocument paper = Loader.loadPDF(pdf)) {
            PDDocumentNameDictionary names = paper.getDocumentCatalog().getNames();
            PDEmbeddedFilesNameTreeNode files = names == null ? null : names.getEmbeddedFiles();
            Map<String, PDComplexFileSpecification> all = files == null ? null : files.getNames();
            if (all == null || all.size() != 1) {
                throw new IllegalArgumentException("PDF里没有期限证明，应当是程序打印出的文件");
            }
            PDEmbeddedFile file = all.values().iterator().next().getEmbeddedFile();
            if (file == null) {
                throw new IllegalArgumentException("PDF里的期限证明没有内容");
            }
            try (InputStream in = file.createInputStream()) {
                byte[] content = in.readNBytes(LONGEST + 1);
                if (content.length > LONGEST) {
                    throw new IllegalArgumentException("PDF里的文件过大，不会是期限证明");
                }
                return decoded(content);
            }
        }
    }

    private static int report(ProofSheet sheet, String text, PrintStream out) {
        out.println("%s 节点%s 第%d次".formatted(sheet.caseNumber(), sheet.node(), sheet.run()));
        Computation.Start start = sheet.computation().start();
        out.println(
                "起算：%s %s（%s）".formatted(start.on(), start.name(), start.shown().title()));
        Reckoner.again(sheet.computation()).steps().forEach(s -> out.println("  %s  %s".formatted(s.date(), s.text())));
        List<String> differences = new ArrayList<>(sheet.differences());
        if (differences.isEmpty() && !sheet.canonical().equals(text)) {
            differences.add("文件的写法不是程序交出时的样子，内容可能被改动");
        }
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
