package cn.sunlit.audit;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What files prove together: a proof, and with it as far as they are given the court's public key, a checkpoint that
 * somebody kept, and the proof of growth between the two.
 */
final class FileCheck {

    private final List<Proof> proofs = new ArrayList<>();
    private final List<Checkpoint> kept = new ArrayList<>();
    private final List<Growth> growths = new ArrayList<>();
    private final List<PublicKey> keys = new ArrayList<>();

    /** @param published the court's keys where they are known, empty when they must come with the files */
    FileCheck(Collection<PublicKey> published) {
        keys.addAll(published);
    }

    /** @throws IllegalArgumentException in Chinese, when the text is nothing of the kind or was changed */
    void add(String text) {
        PublicKey key = key(text);
        if (key != null) {
            keys.add(key);
            return;
        }
        switch (ProofFile.read(text)) {
            case Proof proof -> proofs.add(proof);
            case Checkpoint checkpoint -> kept.add(checkpoint);
            case Growth growth -> growths.add(growth);
            default -> throw new IllegalStateException("unknown kind of file");
        }
    }

    boolean isEmpty() {
        return proofs.isEmpty() && kept.isEmpty() && growths.isEmpty();
    }

    boolean knowsKey() {
        return !keys.isEmpty();
    }

    /** Shows how the tree grew between two of the court's checkpoints; empty where it has no such checkpoint. */
    interface Grown {
        Optional<Growth> between(Hashing algorithm, long from, long to);
    }

    /** Fetches the proofs of growth that the files need and lack. */
    void connect(Grown grown) {
        for (Checkpoint checkpoint : kept) {
            for (Proof proof : proofs) {
                Checkpoint named = proof.checkpoint();
                if (checkpoint.algorithm().equals(named.algorithm()) && checkpoint.treeSize() != named.treeSize()) {
                    grown.between(
                                    Hashing.of(named.algorithm()),
                                    Math.min(checkpoint.treeSize(), named.treeSize()),
                                    Math.max(checkpoint.treeSize(), named.treeSize()))
                            .ifPresent(growths::add);
                }
            }
        }
    }

    Verification verify() {
        List<String> says = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        ProofVerifier verifier = new ProofVerifier(keys.isEmpty() ? null : keys);
        proofs.forEach(proof -> {
            says.add("证明的内容：" + contents(proof));
            add(verifier.verify(proof), says, problems);
        });
        growths.forEach(growth -> add(verifier.verify(growth), says, problems));
        for (Checkpoint checkpoint : kept) {
            Verification signed = verifier.verify(checkpoint);
            problems.addAll(signed.problems());
            proofs.forEach(proof -> compare(checkpoint, proof.checkpoint(), says, problems));
            if (proofs.isEmpty() && growths.isEmpty()) {
                says.addAll(signed.says());
            }
        }
        return new Verification(problems.isEmpty(), says, problems);
    }

    /** A kept checkpoint over the same leaves must bear the same root; over others, a proof of growth must connect them. */
    private void compare(Checkpoint kept, Checkpoint named, List<String> says, List<String> problems) {
        if (kept.algorithm().equals(named.algorithm()) && kept.treeSize() == named.treeSize()) {
            if (kept.root().equals(named.root())) {
                says.add("与留存的第%d号检查点是同一棵存证树".formatted(kept.number()));
            } else {
                problems.add("与留存的第%d号检查点条数相同、根散列值不同，存证树已被改动".formatted(kept.number()));
            }
            return;
        }
        boolean connected = growths.stream()
                .anyMatch(g -> (sameRoot(g.from(), kept) && sameRoot(g.to(), named))
                        || (sameRoot(g.from(), named) && sameRoot(g.to(), kept)));
        if (!connected) {
            problems.add("留存的检查点（%s，%d条）与证明中的检查点（%s，%d条）之间没有增长证明，请从检查点公示页下载后一并核验"
                    .formatted(
                            Plain.line(kept.algorithm()),
                            kept.treeSize(),
                            Plain.line(named.algorithm()),
                            named.treeSize()));
        }
    }

    private static boolean sameRoot(Checkpoint a, Checkpoint b) {
        return a.algorithm().equals(b.algorithm())
                && a.treeSize() == b.treeSize()
                && a.root().equals(b.root());
    }

    private static void add(Verification one, List<String> says, List<String> problems) {
        says.addAll(one.says());
        problems.addAll(one.problems());
    }

    /** The entry's own words on one line, so that a proof of another act is not taken for this one's. */
    static String contents(Proof proof) {
        try {
            JsonNode entry = JsonMapper.shared().readTree(proof.entry());
            return Plain.line("%s，%s，%s，存证第%s号"
                    .formatted(
                            entry.path("court").asString("—"),
                            entry.path("at").asString("—"),
                            entry.path("summary").asString("—"),
                            entry.path("id").asString(Long.toString(proof.id()))));
        } catch (JacksonException unreadable) {
            return "无法读取";
        }
    }

    private static @Nullable PublicKey key(String text) {
        String bare = text.strip();
        if (bare.startsWith("{")) {
            return null;
        }
        for (Signing by : Signing.values()) {
            try {
                return by.publicKey(bare);
            } catch (GeneralSecurityException notOfThisKind) {
                // The next kind is tried; a text of no kind is no key.
            }
        }
        return null;
    }
}
