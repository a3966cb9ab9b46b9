package cn.sunlit.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks a proof with nothing but the proof and the court's public key: no server, no database. Three steps: the entry's
 * hash, the way from it to the root, the signature on the root.
 */
public final class ProofVerifier {

    private final @Nullable PublicKey trusted;

    /** @param trusted the court's key as it was published; null takes the key that the proof itself names, which proves less */
    public ProofVerifier(@Nullable PublicKey trusted) {
        this.trusted = trusted;
    }

    /** The bytes that are signed: a line each for the format, the tree's size, the root and the time. */
    public static byte[] signedBytes(long treeSize, String root, String signedAt) {
        return "sunlit-checkpoint-1\n%d\n%s\n%s\n"
                .formatted(treeSize, root, signedAt)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A public key as X.509 SubjectPublicKeyInfo in base64, with or without PEM lines. */
    public static PublicKey publicKey(String base64) throws GeneralSecurityException {
        String bare = base64.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(bare)));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("公钥不是有效的Base64", e);
        }
    }

    /** What the proof proves, or every reason why it does not. */
    public Verification verify(Proof proof) {
        List<String> says = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        if (!Proof.FORMAT.equals(proof.format())) {
            return new Verification(false, List.of(), List.of("不认识的证明格式：" + proof.format()));
        }
        if (CanonicalForm.hash(proof.entry()).equals(proof.hash())) {
            says.add("记录内容与其散列值一致");
        } else {
            problems.add("记录内容与其散列值不一致，内容已被改动");
        }
        try {
            byte[] leaf = MerkleTree.leaf(HexFormat.of().parseHex(proof.hash()));
            List<byte[]> path =
                    proof.path().stream().map(HexFormat.of()::parseHex).toList();
            byte[] root =
                    MerkleTree.rootOf(leaf, proof.position(), proof.checkpoint().treeSize(), path);
            if (root != null
                    && HexFormat.of().formatHex(root).equals(proof.checkpoint().root())) {
                says.add("该记录在共%d条记录的存证树中，为第%d条".formatted(proof.checkpoint().treeSize(), proof.position() + 1));
            } else {
                problems.add("该记录不能归结到检查点的根散列值");
            }
        } catch (IllegalArgumentException e) {
            problems.add("证明中的散列值不是十六进制数");
        }
        signature(proof.checkpoint(), says, problems);
        return new Verification(problems.isEmpty(), List.copyOf(says), List.copyOf(problems));
    }

    private void signature(Proof.Checkpoint checkpoint, List<String> says, List<String> problems) {
        try {
            PublicKey named = publicKey(checkpoint.publicKey());
            if (trusted != null && !java.util.Arrays.equals(trusted.getEncoded(), named.getEncoded())) {
                problems.add("检查点由另一把密钥签名，不是法院公布的公钥");
                return;
            }
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(trusted == null ? named : trusted);
            ed25519.update(signedBytes(
                    checkpoint.treeSize(),
                    checkpoint.root(),
                    checkpoint.signedAt().toString()));
            if (ed25519.verify(HexFormat.of().parseHex(checkpoint.signature()))) {
                says.add("检查点于%s签名，签名有效（密钥%s）".formatted(checkpoint.signedAt(), checkpoint.keyId()));
            } else {
                problems.add("检查点的签名无效");
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            problems.add("检查点的签名或公钥无法读取");
        }
    }
}
