package cn.sunlit.audit;

import static cn.sunlit.audit.Hashing.SHA_256;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    /** The definition of RFC 6962, section 2.1, word for word: the tree under test must agree with it for every size. */
    private static byte[] defined(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        return MerkleTree.parent(SHA_256, defined(leaves.subList(0, k)), defined(leaves.subList(k, leaves.size())));
    }

    @Test
    void a_known_leaf_hash_of_the_standard() {
        // RFC 6962 test vector: the leaf hash of the empty string.
        assertThat(HexFormat.of().formatHex(MerkleTree.leaf(SHA_256, new byte[0])))
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }

    @Test
    void every_tree_up_to_70_leaves_grown_in_uneven_batches_has_the_defined_root_and_every_path_leads_there() {
        Map<String, byte[]> kept = new HashMap<>();
        MerkleTree.Nodes nodes = (level, index) -> {
            byte[] hash = kept.get(level + "/" + index);
            assertThat(hash).as("node %d/%d", level, index).isNotNull();
            return hash;
        };
        List<byte[]> leaves = new ArrayList<>();
        List<byte[]> roots = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        int batch = 0;
        while (leaves.size() < 70) {
            batch = batch % 7 + 1;
            List<byte[]> fresh = new ArrayList<>();
            for (int i = 0; i < batch; i++) {
                fresh.add(MerkleTree.leaf(SHA_256, ("leaf" + (leaves.size() + i)).getBytes(StandardCharsets.UTF_8)));
            }
            MerkleTree.append(SHA_256, leaves.size(), fresh, nodes)
                    .forEach(n -> kept.put(n.level() + "/" + n.index(), n.hash()));
            leaves.addAll(fresh);

            byte[] root = MerkleTree.root(SHA_256, leaves.size(), nodes);
            assertThat(root).as("root of %d", leaves.size()).isEqualTo(defined(leaves));
            for (int k = 0; k < sizes.size(); k++) {
                List<byte[]> growth = MerkleTree.consistency(SHA_256, sizes.get(k), leaves.size(), nodes);
                assertThat(MerkleTree.grew(SHA_256, sizes.get(k), roots.get(k), leaves.size(), root, growth))
                        .as("%d grows into %d", sizes.get(k), leaves.size())
                        .isTrue();
                assertThat(MerkleTree.grew(SHA_256, sizes.get(k), root, leaves.size(), root, growth))
                        .as("another beginning of %d under %d", sizes.get(k), leaves.size())
                        .isFalse();
                assertThat(MerkleTree.grew(SHA_256, sizes.get(k), roots.get(k), leaves.size(), roots.get(k), growth))
                        .as("another end of %d under %d", sizes.get(k), leaves.size())
                        .isFalse();
            }
            roots.add(root);
            sizes.add(leaves.size());
            for (int i = 0; i < leaves.size(); i++) {
                List<byte[]> path = MerkleTree.path(SHA_256, i, leaves.size(), nodes);
                assertThat(MerkleTree.rootOf(SHA_256, leaves.get(i), i, leaves.size(), path))
                        .isEqualTo(root);
                assertThat(Arrays.equals(
                                root,
                                MerkleTree.rootOf(
                                        SHA_256, leaves.get((i + 1) % leaves.size()), i, leaves.size(), path)))
                        .as("another leaf under the path of %d of %d", i, leaves.size())
                        .isEqualTo(leaves.size() == 1);
            }
        }
    }
}
