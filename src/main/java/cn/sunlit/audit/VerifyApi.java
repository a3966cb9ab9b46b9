package cn.sunlit.audit;

import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.Download;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Open to everyone: verifies a proof of a step and says what it proves, without personal data; hands out the checkpoints and
 * the proofs that the record only grew between them, for whoever keeps them.
 */
@Tag(name = "存证")
@RestController
class VerifyApi {

    private static final int MOST = 200;

    private final Audit audit;

    VerifyApi(Audit audit) {
        this.audit = audit;
    }

    /**
     * @param type the kind of act
     * @param hash by which the entry is known
     */
    record Answer(
            boolean valid,
            long id,
            String hash,
            String type,
            @Nullable CourtCode court,
            Instant at,
            List<String> says,
            List<String> problems) {}

    /**
     * @param key the published Ed25519 key of this court's checkpoints, base64
     * @param keys all of its keys by algorithm
     */
    record PublicKeyAnswer(String algorithm, String key, Map<String, String> keys) {}

    record CheckpointsAnswer(List<Checkpoint> checkpoints) {}

    @Operation(summary = "验证一条存证", description = "无须登录。以存证编号或者散列值验证，说明证明了什么，不含个人信息。")
    @GetMapping("/api/verify/{proof}")
    Answer verify(@PathVariable String proof) {
        Entry entry = find(proof);
        Verification verification = audit.verify(audit.proof(entry.id()));
        return new Answer(
                verification.valid(),
                entry.id(),
                entry.hash(),
                entry.type(),
                entry.court(),
                entry.at(),
                verification.says(),
                verification.problems());
    }

    @Operation(summary = "验证证明文件", description = "无须登录。提交从案件取得的证明文件。")
    @PostMapping("/api/verify")
    Verification verify(@RequestBody Proof proof) {
        return audit.verify(proof);
    }

    @Operation(summary = "检查点公钥", description = "用于离线验证证明文件的签名。")
    @GetMapping("/api/verify/public-key")
    PublicKeyAnswer publicKey() {
        Map<String, String> keys = audit.publicKeys();
        String ours = Signing.ED25519.label();
        return new PublicKeyAnswer(ours, keys.getOrDefault(ours, ""), keys);
    }

    @Operation(summary = "检查点", description = "无须登录。已签名的检查点，从新到旧；below 只列出更小的。")
    @GetMapping("/api/checkpoints")
    CheckpointsAnswer checkpoints(@RequestParam(defaultValue = "9223372036854775807") long below) {
        return new CheckpointsAnswer(audit.checkpoints(below, MOST));
    }

    @Operation(
            summary = "一个检查点",
            description = "无须登录。algorithm 为 SHA-256 或者 SM3，size 为存证树的记录数。",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = Checkpoint.class))))
    @GetMapping("/api/checkpoints/{algorithm}/{size}")
    ResponseEntity<String> checkpoint(@PathVariable String algorithm, @PathVariable long size) {
        return file("checkpoint-%s-%d.json".formatted(algorithm, size), audit.checkpoint(hashing(algorithm), size));
    }

    @Operation(
            summary = "只增不改的证明",
            description = "无须登录。证明后一个检查点的存证树只是在前一个之后增加了记录。",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = Growth.class))))
    @GetMapping("/api/checkpoints/{algorithm}/growth")
    ResponseEntity<String> growth(@PathVariable String algorithm, @RequestParam long from, @RequestParam long to) {
        return file("growth-%s-%d-%d.json".formatted(algorithm, from, to), audit.growth(hashing(algorithm), from, to));
    }

    static ResponseEntity<String> file(String name, Record what) {
        return Download.kept(name, MediaType.APPLICATION_JSON, ProofFile.write(what));
    }

    private static Hashing hashing(String algorithm) {
        try {
            return Hashing.of(algorithm);
        } catch (IllegalArgumentException unknown) {
            throw new Problem.NotFound("散列算法只有SHA-256和SM3");
        }
    }

    private Entry find(String proof) {
        if (proof.matches("[0-9a-f]{64}")) {
            return audit.findByHash(proof).orElseThrow(VerifyApi::unknown);
        }
        if (proof.matches("[0-9]{1,18}")) {
            return audit.find(Long.parseLong(proof)).orElseThrow(VerifyApi::unknown);
        }
        throw unknown();
    }

    private static Problem.NotFound unknown() {
        return new Problem.NotFound("没有这份存证，请核对编号或散列值");
    }
}
