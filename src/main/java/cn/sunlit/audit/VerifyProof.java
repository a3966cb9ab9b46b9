package cn.sunlit.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Checks proof files on any computer, without a server: {@code ./run verify proof.json [key.txt] [checkpoint.json
 * growth.json]}, in any order. Ends with 0 when all holds, 1 when something does not, 2 when a file cannot be read.
 */
public final class VerifyProof {

    private static final long LONGEST = 16 * 1024 * 1024;

    private VerifyProof() {}

    /** @param args the files: a proof and, better, the court's public key or a checkpoint that was kept */
    public static void main(String[] args) {
        System.exit(run(args, System.out));
    }

    /** The same without ending the program. @return 0, 1 or 2 as above */
    public static int run(String[] args, PrintStream out) {
        if (args.length < 1) {
            out.println("用法：./run verify <存证文件> [公钥文件] [留存的检查点文件] [增长证明文件]");
            return 2;
        }
        FileCheck files = new FileCheck(List.of());
        for (String name : args) {
            try {
                Path file = Path.of(name);
                if (Files.size(file) > LONGEST) {
                    throw new IllegalArgumentException("文件过大");
                }
                files.add(Files.readString(file));
            } catch (CharacterCodingException changed) {
                out.println("✗ %s：不是UTF-8文本，内容已被改动".formatted(Plain.line(name)));
                out.println("证明无效");
                return 2;
            } catch (IOException unreadable) {
                out.println("✗ 文件 %s 无法读取".formatted(Plain.line(name)));
                return 2;
            } catch (IllegalArgumentException changed) {
                out.println("✗ %s：%s".formatted(Plain.line(name), changed.getMessage()));
                out.println("证明无效");
                return 2;
            }
        }
        if (files.isEmpty()) {
            out.println("没有给出存证文件");
            return 2;
        }
        Verification verification = files.verify();
        verification.says().forEach(line -> out.println("✓ " + line));
        verification.problems().forEach(line -> out.println("✗ " + line));
        if (!files.knowsKey()) {
            out.println("提示：未给出法院公布的公钥，只验证了证明自带的公钥");
        }
        out.println(verification.valid() ? "证明有效" : "证明无效");
        return verification.valid() ? 0 : 1;
    }
}
