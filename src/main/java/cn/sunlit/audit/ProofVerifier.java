package cn.sunlit.audit;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks proofs, checkpoints and growth with nothing but them and the court's public keys: no server, no database. What can be
 * written in two ways (hex, base64) is taken in one alone, so that a changed byte is always noticed.
 */
public final class ProofVerifier {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final @Nullable Collection<PublicKey> trusted;

    /** @param trusted the court's keys as they were published; null takes the key that is named, which proves less */
    public ProofVerifier(@Nullable Collection<PublicKey> trusted) {
        this.trusted = trusted;
    }

    /** What the proof proves, or every reason why it does not. */
    public Verification verify(Proof proof) {
        List<String> says = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        if (!Proof.FORMAT.equals(proof.format())) {
            return new Verification(false, List.of(), List.of("不认识的证明格式：" + Plain.line(proof.format())));
        }
        JsonNode entry = entry(proof.entry());
        try {
            Hashing by = Hashing.of(entry.path("alg").asString(Hashing.SHA_256.label()));
            if (by.hash(proof.entry()).equals(proof.hash())
                    && entry.path("id").asString(Long.toString(proof.id())).equals(Long.toString(proof.id()))) {
                says.add("记录内容与其散列值一致（%s）".formatted(by.label()));
            } else {
                problems.add("记录内容与其散列值不一致，内容已被改动");
            }
            Hashing tree = Hashing.of(proof.checkpoint().algorithm());
            byte[] leaf = MerkleTree.leaf(tree, bytes(proof.hash()));
            byte[] root = MerkleTree.rootOf(
                    tree, leaf, proof.position(), proof.checkpoint().treeSize(), path(proof.path()));
            if (root != null && Arrays.equals(root, bytes(proof.checkpoint().root()))) {
                says.add("该记录在共%d条记录的存证树中，为第%d条".formatted(proof.checkpoint().treeSize(), proof.position() + 1));
            } else {
                problems.add("该记录不能归结到检查点的根散列值");
            }
        } catch (IllegalArgumentException e) {
            problems.add("证明中的散列值或算法无法辨认");
        }
        signature(proof.checkpoint(), says, problems);
        return new Verification(problems.isEmpty(), List.copyOf(says), List.copyOf(problems));
    }

    /** Whether the checkpoint is signed by the court. */
    public Verification verify(Checkpoint checkpoint) {
        List<String> says = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        signature(checkpoint, says, problems);
        return new Verification(problems.isEmpty(), List.copyOf(says), List.copyOf(problems));
    }

    /** Whether the record only grew between the two checkpoints. */
    public Verification verify(Growth growth) {
        List<String> says = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        if (!Growth.FORMAT.equals(growth.format())) {
            return new Verification(false, List.of(), List.of("不认识的增长证明格式：" + Plain.line(growth.format())));
        }
        signature(growth.from(), new ArrayList<>(), problems);
        signature(growth.to(), new ArrayList<>(), problems);
        if (grew(growth)) {
            says.add("从第%d号检查点（%d条）到第%d号检查点（%d条），存证树只增加、未改动"
                    .formatted(
                            growth.from().number(),
                            growth.from().treeSize(),
                            growth.to().number(),
                            growth.to().treeSize()));
        } else {
            problems.add("两个检查点之间的存证树不是单纯增长，较早的记录已被改动");
        }
        return new Verification(problems.isEmpty(), List.copyOf(says), List.copyOf(problems));
    }

    private static boolean grew(Growth growth) {
        try {
            return growth.from().algorithm().equals(growth.to().algorithm())
                    && MerkleTree.grew(
                            Hashing.of(growth.from().algorithm()),
                            growth.from().treeSize(),
                            bytes(growth.from().root()),
                            growth.to().treeSize(),
                            bytes(growth.to().root()),
                            path(growth.path()));
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    private void signature(Checkpoint checkpoint, List<String> says, List<String> problems) {
        try {
            Signing by = Signing.of(checkpoint.signing());
            PublicKey named = by.publicKey(checkpoint.publicKey());
            byte[] encoded = named.getEncoded();
            if (!Base64.getEncoder().encodeToString(encoded).equals(checkpoint.publicKey())
                    || !keyId(encoded).equals(checkpoint.keyId())) {
                problems.add("检查点的公钥与其编号不符");
                return;
            }
            if (trusted != null && trusted.stream().noneMatch(key -> Arrays.equals(key.getEncoded(), encoded))) {
                problems.add("检查点由另一把密钥签名，不是法院公布的公钥");
                return;
            }
            String hex = checkpoint.signature();
            if (hex.matches("[0-9a-f]+")
                    && by.verify(named, checkpoint.signedBytes(), HexFormat.of().parseHex(hex))) {
                says.add("检查点于%s签名，签名有效（%s，密钥%s）"
                        .formatted(Plain.time(checkpoint.signedAt()), by.label(), checkpoint.keyId()));
            } else {
                problems.add("检查点的签名无效");
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            problems.add("检查点的签名或公钥无法读取");
        }
    }

    static String keyId(byte[] encoded) {
        return HexFormat.of().formatHex(Hashing.SHA_256.digest(encoded)).substring(0, 16);
    }

    private static JsonNode entry(String canonical) {
        try {
            return JsonMapper.shared().readTree(canonical);
        } catch (JacksonException e) {
            return JsonMapper.shared().missingNode();
        }
    }

    private static List<byte[]> path(List<String> hashes) {
        return hashes.stream().map(ProofVerifier::bytes).toList();
    }

    private static byte[] bytes(String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("not a hash");
        }
        return HexFormat.of().parseHex(hash);
    }
}
