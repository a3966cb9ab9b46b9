package cn.sunlit.audit;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Proofs, checkpoints and growth as files. A file is read only when it is exactly what would be written anew, so that no byte
 * of it can be changed without being noticed.
 */
public final class ProofFile {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ProofFile() {}

    /** The file's text, one line of JSON. */
    public static String write(Record what) {
        return JSON.writeValueAsString(what) + "\n";
    }

    /**
     * @return a {@link Proof}, {@link Checkpoint} or {@link Growth}
     * @throws IllegalArgumentException in Chinese, when it is none of them or was changed
     */
    static Record read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            String format = json.path("format").asString("");
            Class<? extends Record> type =
                    switch (format) {
                        case Proof.FORMAT -> Proof.class;
                        case Growth.FORMAT -> Growth.class;
                        default -> Checkpoint.class;
                    };
            Record what = JSON.treeToValue(json, type);
            if (write(what).equals(text) && !lacks(what)) {
                return what;
            }
        } catch (JacksonException | NullPointerException e) {
            throw new IllegalArgumentException("文件不是有效的存证文件、检查点或增长证明，或者内容已被改动", e);
        }
        throw new IllegalArgumentException("文件不是有效的存证文件、检查点或增长证明，或者内容已被改动");
    }

    private static boolean lacks(Record what) {
        return switch (what) {
            case Proof p -> p.entry() == null || p.hash() == null || lacks(p.checkpoint());
            case Growth g -> lacks(g.from()) || lacks(g.to());
            case Checkpoint c ->
                List.of(
                                String.valueOf(c.root()),
                                String.valueOf(c.signedAt()),
                                String.valueOf(c.publicKey()),
                                String.valueOf(c.signature()),
                                String.valueOf(c.algorithm()),
                                String.valueOf(c.signing()),
                                String.valueOf(c.keyId()))
                        .contains("null");
            default -> true;
        };
    }
}
