package cn.sunlit.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The hash tree of RFC 6962, section 2.1: leaves and inner nodes are hashed apart, a tree that is not full leans left. What
 * is hashed as a leaf is the 32 bytes of an entry's hash. Hashes of complete subtrees are got from a store and given to it.
 */
final class MerkleTree {

    /** Where complete subtrees lie: level 0 are the leaves, index counts within the level. */
    interface Nodes {
        byte[] get(int level, long index);
    }

    /** One hash to be kept. */
    record Node(int level, long index, byte[] hash) {}

    private MerkleTree() {}

    static byte[] leaf(Hashing by, byte[] entryHash) {
        byte[] in = new byte[1 + entryHash.length];
        System.arraycopy(entryHash, 0, in, 1, entryHash.length);
        return by.digest(in);
    }

    static byte[] parent(Hashing by, byte[] left, byte[] right) {
        byte[] in = new byte[1 + left.length + right.length];
        in[0] = 1;
        System.arraycopy(left, 0, in, 1, left.length);
        System.arraycopy(right, 0, in, 1 + left.length, right.length);
        return by.digest(in);
    }

    /** The nodes that come to a tree of this size with these leaves. */
    static List<Node> append(Hashing by, long size, List<byte[]> leaves, Nodes nodes) {
        byte[][] peaks = new byte[62][];
        for (int level = 0; level < 61; level++) {
            if ((size >> level & 1) == 1) {
                peaks[level] = nodes.get(level, (size >> level) - 1);
            }
        }
        List<Node> fresh = new ArrayList<>();
        long at = size;
        for (byte[] leaf : leaves) {
            byte[] hash = leaf;
            int level = 0;
            fresh.add(new Node(0, at, hash));
            while ((at >> level & 1) == 1) {
                hash = parent(by, peaks[level], hash);
                level++;
                fresh.add(new Node(level, at >> level, hash));
            }
            peaks[level] = hash;
            at++;
        }
        return fresh;
    }

    static byte[] root(Hashing by, long size, Nodes nodes) {
        return hash(by, 0, size, nodes);
    }

    /** The way from a leaf to the root: its sibling first. */
    static List<byte[]> path(Hashing by, long position, long size, Nodes nodes) {
        List<byte[]> path = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + split(to - from);
            if (position < middle) {
                path.addFirst(hash(by, middle, to, nodes));
                to = middle;
            } else {
                path.addFirst(hash(by, from, middle, nodes));
                from = middle;
            }
        }
        return path;
    }

    /** The root to which a leaf and its path lead (RFC 9162, 2.1.3.2). Null when the path has the wrong length. */
    static byte @org.jspecify.annotations.Nullable [] rootOf(
            Hashing by, byte[] leaf, long position, long size, List<byte[]> path) {
        if (position < 0 || position >= size) {
            return null;
        }
        long fn = position;
        long sn = size - 1;
        byte[] hash = leaf;
        for (byte[] sibling : path) {
            if (sn == 0) {
                return null;
            }
            if ((fn & 1) == 1 || fn == sn) {
                hash = parent(by, sibling, hash);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                hash = parent(by, hash, sibling);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 ? hash : null;
    }

    /** The proof that the tree of the smaller size is the beginning of the larger one (RFC 6962, 2.1.2). */
    static List<byte[]> consistency(Hashing by, long smaller, long larger, Nodes nodes) {
        List<byte[]> proof = new ArrayList<>();
        if (smaller > 0 && smaller < larger) {
            subproof(by, smaller, 0, larger, true, nodes, proof);
        }
        return proof;
    }

    private static void subproof(
            Hashing by, long m, long from, long to, boolean whole, Nodes nodes, List<byte[]> proof) {
        if (m == to - from) {
            if (!whole) {
                proof.add(hash(by, from, to, nodes));
            }
            return;
        }
        long k = split(to - from);
        if (m <= k) {
            subproof(by, m, from, from + k, whole, nodes, proof);
            proof.add(hash(by, from + k, to, nodes));
        } else {
            subproof(by, m - k, from + k, to, false, nodes, proof);
            proof.add(hash(by, from, from + k, nodes));
        }
    }

    /** Whether the proof shows that the tree with the first root only grew into the one with the second (RFC 9162, 2.1.4.2). */
    static boolean grew(Hashing by, long smaller, byte[] first, long larger, byte[] second, List<byte[]> proof) {
        if (smaller == larger) {
            return proof.isEmpty() && Arrays.equals(first, second);
        }
        if (smaller <= 0 || smaller > larger) {
            return false;
        }
        List<byte[]> path = new ArrayList<>(proof);
        if (Long.bitCount(smaller) == 1) {
            path.addFirst(first);
        }
        if (path.isEmpty()) {
            return false;
        }
        int even = Long.numberOfTrailingZeros(~(smaller - 1));
        long fn = (smaller - 1) >> even;
        long sn = (larger - 1) >> even;
        byte[] fr = path.getFirst();
        byte[] sr = fr;
        for (byte[] c : path.subList(1, path.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = parent(by, c, fr);
                sr = parent(by, c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = parent(by, sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Arrays.equals(fr, first) && Arrays.equals(sr, second);
    }

    private static byte[] hash(Hashing by, long from, long to, Nodes nodes) {
        long size = to - from;
        if (Long.bitCount(size) == 1) {
            int level = Long.numberOfTrailingZeros(size);
            return nodes.get(level, from >> level);
        }
        long middle = from + split(size);
        return parent(by, hash(by, from, middle, nodes), hash(by, middle, to, nodes));
    }

    /** The largest power of two smaller than the size. */
    private static long split(long size) {
        return Long.highestOneBit(size - 1);
    }
}
