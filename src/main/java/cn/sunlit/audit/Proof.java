package cn.sunlit.audit;

import java.time.Instant;
import java.util.List;

/**
 * All that is needed to check one entry without us: the entry in its canonical form, the way from it to a signed root.
 *
 * @param format {@code sunlit-proof-1}
 * @param id the entry's key
 * @param entry the canonical form, exactly the bytes that were hashed
 * @param hash SHA-256 of {@code entry}, hex
 * @param position the entry's place in the tree, from 0
 * @param path the hashes from the leaf's sibling up to the root (RFC 6962, 2.1.1), hex
 */
public record Proof(
        String format, long id, String entry, String hash, long position, List<String> path, Checkpoint checkpoint) {

    public static final String FORMAT = "sunlit-proof-1";

    public Proof {
        path = List.copyOf(path);
    }

    /**
     * A root of the tree over all entries so far, signed.
     *
     * @param treeSize number of leaves
     * @param root hex
     * @param signature Ed25519 over {@link ProofVerifier#signedBytes}, hex
     * @param keyId the first 16 hex digits of the public key's SHA-256
     * @param publicKey X.509 SubjectPublicKeyInfo, base64
     */
    public record Checkpoint(
            long treeSize, String root, Instant signedAt, String signature, String keyId, String publicKey) {}
}
