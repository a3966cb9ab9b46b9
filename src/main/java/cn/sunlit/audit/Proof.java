package cn.sunlit.audit;

import java.util.List;

/**
 * All that is needed to check one entry without us: the entry in its canonical form, the way from it to a signed root.
 *
 * @param format {@code sunlit-proof-2}
 * @param id the entry's key
 * @param entry the canonical form, exactly the bytes that were hashed
 * @param hash of {@code entry} by the algorithm that it names, hex
 * @param position the entry's place in the tree, from 0
 * @param path the hashes from the leaf's sibling up to the root (RFC 6962, 2.1.1), hex
 */
public record Proof(
        String format, long id, String entry, String hash, long position, List<String> path, Checkpoint checkpoint) {

    public static final String FORMAT = "sunlit-proof-2";

    public Proof {
        path = List.copyOf(path);
    }
}
