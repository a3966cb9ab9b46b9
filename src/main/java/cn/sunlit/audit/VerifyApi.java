package cn.sunlit.audit;

import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Problem;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Open to everyone: verifies a proof of a step and says what it proves, without personal data. */
@RestController
class VerifyApi {

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
            CourtCode court,
            Instant at,
            List<String> says,
            List<String> problems) {}

    /** @param key the published key of this court's checkpoints, base64 */
    record PublicKeyAnswer(String algorithm, String key) {}

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

    @PostMapping("/api/verify")
    Verification verify(@RequestBody Proof proof) {
        return audit.verify(proof);
    }

    @GetMapping("/api/verify/public-key")
    PublicKeyAnswer publicKey() {
        return new PublicKeyAnswer("Ed25519", audit.publicKey());
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
