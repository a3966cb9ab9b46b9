package cn.sunlit.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks a proof file on any computer: {@code java -cp … cn.sunlit.audit.VerifyProof proof.json [public-key.txt]}. Ends with
 * 0 when the proof holds, 1 when it does not, 2 when it cannot be read.
 */
public final class VerifyProof {

    private VerifyProof() {}

    /** @param args the proof's file and, better, the file with the court's public key */
    public static void main(String[] args) {
        System.exit(run(args, System.out));
    }

    static int run(String[] args, java.io.PrintStream out) {
        if (args.length < 1 || args.length > 2) {
            out.println("用法：verify <证明文件> [公钥文件]");
            return 2;
        }
        try {
            Proof proof = JsonMapper.shared().readValue(Files.readString(Path.of(args[0])), Proof.class);
            PublicKey key = args.length == 2 ? ProofVerifier.publicKey(Files.readString(Path.of(args[1]))) : null;
            Verification verification = new ProofVerifier(key).verify(proof);
            verification.says().forEach(line -> out.println("✓ " + line));
            verification.problems().forEach(line -> out.println("✗ " + line));
            if (key == null) {
                out.println("提示：未给出法院公布的公钥，只验证了证明自带的公钥");
            }
            out.println(verification.valid() ? "证明有效" : "证明无效");
            return verification.valid() ? 0 : 1;
        } catch (JacksonException | NullPointerException e) {
            out.println("证明文件不是有效的证明");
            return 2;
        } catch (IOException e) {
            out.println("文件无法读取：" + e.getMessage());
            return 2;
        } catch (GeneralSecurityException e) {
            out.println("公钥文件无法读取：" + e.getMessage());
            return 2;
        }
    }
}
