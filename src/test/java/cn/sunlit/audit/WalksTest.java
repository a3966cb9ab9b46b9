package cn.sunlit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.PostgresTest;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Role;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.keys.Keyring;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Walks as long jobs: one at a time, with progress, to be stopped; and the checkpoints as files. */
@ExtendWith(PostgresTest.class)
class WalksTest {

    /** The tests share a database, so they share its keys. */
    private static final Keyring KEYS = AuditSupport.keys();

    private static final Instant NIGHT = Instant.parse("2026-03-02T19:00:00Z");
    private static final CourtCode COURT = new CourtCode("鄂1125");
    private static final Actor SUPERVISOR =
            new Actor(Actor.Kind.STAFF, "supervisor", "监督员", COURT, Set.of(Role.SUPERVISOR), null, Set.of());

    private final TransactionTemplate transaction;
    private final WalkRunStore store;
    private final AuditStore entries;
    private final Audit audit;

    WalksTest(JdbcClient jdbc, TransactionTemplate transaction) {
        this.transaction = transaction;
        store = new WalkRunStore(jdbc);
        entries = new AuditStore(jdbc);
        Clock clock = Clock.fixed(NIGHT, TimeConfiguration.ZONE);
        audit = AuditSupport.audit(jdbc, transaction, clock, KEYS, "SHA-256", "Ed25519");
    }

    private boolean begins(Instant at) {
        return Boolean.TRUE.equals(
                transaction.execute(s -> store.begin(SUPERVISOR, at).isPresent()));
    }

    @Test
    void 同时只有一次核对_取消要等它听到_无声无息的算中断_结果不能再改() {
        assertThat(begins(NIGHT)).isTrue();
        assertThat(begins(NIGHT)).isFalse();
        long running = store.newest(1).getFirst().id();
        assertThat(store.passed(running, "存证记录", 2000, NIGHT)).isFalse();
        assertThat(store.newest(1).getFirst().done()).isEqualTo(2000);
        assertThat(store.cancel()).isTrue();
        assertThat(store.passed(running, "存证记录", 4000, NIGHT)).isTrue();
        assertThat(store.silent(NIGHT.minusSeconds(1))).isEmpty();
        assertThat(store.silent(NIGHT.plusSeconds(1))).contains(running);
        transaction.executeWithoutResult(
                s -> assertThat(store.end(running, "CANCELLED", null, NIGHT)).isTrue());
        assertThat(store.cancel()).isFalse();
        transaction.executeWithoutResult(s -> assertThat(store.end(running, "DONE", new Walk(1, 1, List.of()), NIGHT))
                .isFalse());
        assertThat(store.newest(1).getFirst().stateZh()).isEqualTo("已取消");
        assertThat(store.lastDone()).isEmpty();

        assertThatThrownBy(() -> audit.walk((part, done) -> {
                    throw new IllegalStateException("stop at " + part);
                }))
                .hasMessageContaining("stop at");
        assertThat(audit.walk().faults()).isEmpty();
    }

    @Test
    void 检查点写成文件_第二方留存后可以验证_重新签名的不会覆盖(@TempDir Path folder) throws Exception {
        for (int i = 0; i < 2; i++) {
            String what = "第%d步".formatted(i);
            transaction.executeWithoutResult(s -> audit.proof(
                    audit.recordAsProof(SUPERVISOR, COURT, new CaseId(1), new Act("TESTED", what, Map.of()))));
        }
        CheckpointFiles files = new CheckpointFiles(entries, audit, folder.toString(), "nowhere");
        assertThat(files.runDue()).isEqualTo(2);
        assertThat(files.runDue()).isZero();
        FileCheck check = new FileCheck(List.of());
        try (var all = Files.list(folder)) {
            for (Path each : all.sorted().toList()) {
                check.add(Files.readString(each));
            }
        }
        Growth growth = audit.growth(Hashing.SHA_256, 1, 2);
        check.add(ProofFile.write(growth));
        assertThat(check.verify().problems()).isEmpty();
        assertThat(check.knowsKey()).isTrue();

        // Another process, or this one after a restart, finds them and writes only what is new.
        assertThat(new CheckpointFiles(entries, audit, folder.toString(), "nowhere").runDue())
                .isZero();
        CheckpointFiles blocked = new CheckpointFiles(
                entries, audit, Files.createFile(folder.resolve("taken")).toString(), "nowhere");
        assertThatThrownBy(blocked::runDue).hasMessageContaining("检查点文件无法写入");
        assertThat(blocked.stands()).contains("检查目录和权限");
    }
}
