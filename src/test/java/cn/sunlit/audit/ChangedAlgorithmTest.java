package cn.sunlit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.PostgresTest;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.keys.Keyring;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A court changes to the national algorithms: what it recorded, signed and handed out before still verifies. */
@ExtendWith(PostgresTest.class)
class ChangedAlgorithmTest {

    private static final CourtCode COURT = new CourtCode("鄂1125");
    private static final Actor JUDGE =
            new Actor(Actor.Kind.STAFF, "judge", "张法官", COURT, Set.of(Role.OFFICER), null, Set.of());
    private static final CaseId CASE = new CaseId(1);

    private final TransactionTemplate transaction;
    private final Audit before;
    private final Audit after;

    ChangedAlgorithmTest(JdbcClient jdbc, TransactionTemplate transaction) {
        this.transaction = transaction;
        Clock clock = Clock.fixed(Instant.parse("2026-03-02T01:30:00Z"), TimeConfiguration.ZONE);
        Keyring keys = AuditSupport.keys();
        before = AuditSupport.audit(jdbc, transaction, clock, keys, "SHA-256", "Ed25519");
        after = AuditSupport.audit(jdbc, transaction, clock, keys, "SM3", "SM2");
    }

    private Proof proof(Audit audit, String summary) {
        long id = Objects.requireNonNull(transaction.execute(
                s -> audit.recordAsProof(JUDGE, COURT, CASE, new Act("TESTED", summary, Map.of()))));
        return Objects.requireNonNull(transaction.execute(s -> audit.proof(id)));
    }

    @Test
    void 改用国密算法后_旧存证照样有效_新旧检查点可以比对_伪造的都不成立() {
        Proof old = proof(before, "改用之前");
        Proof fresh = proof(after, "改用之后");

        assertThat(old.checkpoint().signing()).isEqualTo("Ed25519");
        assertThat(fresh.checkpoint().algorithm()).isEqualTo("SM3");
        assertThat(fresh.checkpoint().signing()).isEqualTo("SM2");
        assertThat(fresh.entry()).contains("\"alg\":\"SM3\"");
        assertThat(after.verify(old).problems()).isEmpty();
        assertThat(after.verify(fresh).problems()).isEmpty();
        assertThat(after.walk().faults()).isEmpty();

        // The tree with SHA-256 goes on, so what somebody kept before the change connects to what is signed after it.
        Growth growth = Objects.requireNonNull(transaction.execute(
                s -> after.growth(Hashing.SHA_256, old.checkpoint().treeSize(), 2)));
        assertThat(after.verifier().verify(growth).problems()).isEmpty();
        FileCheck files = after.fileCheck();
        files.add(ProofFile.write(old));
        files.add(ProofFile.write(growth.to()));
        assertThat(files.verify().problems()).singleElement().asString().contains("没有增长证明");
        files.add(ProofFile.write(growth));
        assertThat(files.verify().problems()).isEmpty();

        Checkpoint kept = growth.to();
        Checkpoint forged = new Checkpoint(
                kept.form(),
                kept.algorithm(),
                kept.number(),
                kept.treeSize(),
                "0".repeat(64),
                kept.signedAt(),
                kept.signing(),
                kept.signature(),
                kept.keyId(),
                kept.publicKey());
        assertThat(after.verifier().verify(forged).problems()).containsExactly("检查点的签名无效");
        assertThat(after.verifier()
                        .verify(new Growth(Growth.FORMAT, growth.from(), forged, growth.path()))
                        .problems())
                .anyMatch(p -> p.contains("不是单纯增长"));
    }

    /** A proof that is handed in for something else says what it is of; its words cannot break out of their line. */
    @Test
    void 别案的存证说明自己是哪一步_换行和反向书写不能伪造核验结果() {
        Proof one = proof(before, "支付十二万元\n✓ 证明有效\u202e元万二十付支");
        Proof two = proof(before, "支付二万元");

        FileCheck files = before.fileCheck();
        files.add(ProofFile.write(one));
        Verification verdict = files.verify();
        assertThat(verdict.valid()).isTrue();
        assertThat(verdict.says().getFirst())
                .contains("支付十二万元 ✓ 证明有效 元万二十付支", "存证第%d号".formatted(one.id()))
                .doesNotContain("\n", "\u202e");

        Proof replayed = new Proof(
                one.format(), two.id(), one.entry(), one.hash(), one.position(), one.path(), one.checkpoint());
        assertThat(before.verify(replayed).problems()).containsExactly("记录内容与其散列值不一致，内容已被改动");
        Proof grafted = new Proof(
                one.format(), two.id(), two.entry(), two.hash(), one.position(), one.path(), one.checkpoint());
        assertThat(before.verify(grafted).problems()).containsExactly("该记录不能归结到检查点的根散列值");
        assertThat(List.of(one, two)).allMatch(p -> before.verify(p).valid());
    }
}
