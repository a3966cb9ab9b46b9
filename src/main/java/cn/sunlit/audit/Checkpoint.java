package cn.sunlit.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A root of the tree over all entries so far, signed and published. Whoever keeps one can show later that nothing before it
 * was changed, removed or put in.
 *
 * @param form version of what is signed
 * @param algorithm hash function of the tree: {@code SHA-256}, {@code SM3}
 * @param number counts the checkpoints of this algorithm, from 1 without gaps
 * @param treeSize number of leaves
 * @param root hex
 * @param signing {@code Ed25519} or {@code SM2}
 * @param signature over {@link #signedBytes}, hex
 * @param keyId the first 16 hex digits of the public key's SHA-256
 * @param publicKey X.509 SubjectPublicKeyInfo, base64
 */
public record Checkpoint(
        int form,
        String algorithm,
        long number,
        long treeSize,
        String root,
        Instant signedAt,
        String signing,
        String signature,
        String keyId,
        String publicKey) {

    static final int NEWEST = 2;

    /**
     * What is signed: a line each for the format, the algorithms, the number, the tree's size, the root and the time. Version
     * 1 had no algorithms and no number.
     */
    public byte[] signedBytes() {
        String text = form == 1
                ? "sunlit-checkpoint-1\n%d\n%s\n%s\n".formatted(treeSize, root, signedAt)
                : "sunlit-checkpoint-%d\n%s\n%s\n%d\n%d\n%s\n%s\n"
                        .formatted(form, algorithm, signing, number, treeSize, root, signedAt);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Checkpoint signed(String newSignature) {
        return new Checkpoint(
                form, algorithm, number, treeSize, root, signedAt, signing, newSignature, keyId, publicKey);
    }
}
