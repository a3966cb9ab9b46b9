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
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ExtendWith(PostgresTest.class)
class AuditTest {

    /** The tests share a database, so they share its keys. */
    private static final Keyring KEYS = AuditSupport.keys();

    private static final CourtCode COURT = new CourtCode("鄂1125");
    private static final Actor JUDGE =
            new Actor(Actor.Kind.STAFF, "judge", "张法官", COURT, Set.of(Role.OFFICER), null, Set.of());

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final AuditStore store;
    private final Audit audit;

    AuditTest(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        Clock clock = Clock.fixed(Instant.parse("2026-03-02T01:30:00.123456789Z"), TimeConfiguration.ZONE);
        store = new AuditStore(jdbc);
        audit = AuditSupport.audit(jdbc, transaction, clock, KEYS, "SHA-256", "Ed25519");
    }

    private long record(CaseId id, String summary, Map<String, String> facts) {
        return Objects.requireNonNull(
                transaction.execute(s -> audit.recordAsProof(JUDGE, COURT, id, new Act("TESTED", summary, facts))));
    }

    @Test
    void 八人同时记录同一案件_链上没有缺号_其他案件不等待() throws Exception {
        CaseId one = new CaseId(8801);
        List<Callable<Void>> writers = new ArrayList<>();
        for (int w = 0; w < 8; w++) {
            int writer = w;
            writers.add(() -> {
                for (int i = 0; i < 25; i++) {
                    record(one, "第%d人第%d次".formatted(writer, i), Map.of("i", Integer.toString(i)));
                }
                return null;
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(writers)) {
                done.get();
            }
        }
        assertThat(audit.entries(one).stream().map(Entry::seq))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 200).boxed().toList());
        assertThat(audit.walk().firstBroken()).isNull();
    }

    @Test
    void 数据库拒绝修改和删除_绕过触发器改动后_核对指出该行() {
        CaseId id = new CaseId(8802);
        record(id, "立案", Map.of());
        long second = record(id, "冻结“存款”\n\t\\ 😀 \u0001", Map.of("amount", "120000.00", "对象", "甲\u0000某"));
        record(id, "结案", Map.of());
        assertThat(audit.walk().firstBroken()).isNull();

        assertThatThrownBy(() -> jdbc.sql("update audit.entry set summary = '改' where id = " + second)
                        .update())
                .hasMessageContaining("只能追加");
        assertThatThrownBy(() ->
                        jdbc.sql("delete from audit.entry where id = " + second).update())
                .hasMessageContaining("只能追加");
        assertThatThrownBy(() -> jdbc.sql("truncate audit.entry cascade").update())
                .hasMessageContaining("只能追加");

        transaction.executeWithoutResult(s -> {
            jdbc.sql("alter table audit.entry disable trigger append_only").update();
            jdbc.sql("update audit.entry set facts = jsonb_set(facts, '{amount}', '\"20000.00\"') where id = " + second)
                    .update();
            assertThat(audit.walk().firstBroken())
                    .contains("第%d号".formatted(second))
                    .contains("case:8802第2条")
                    .contains("已被改动");
            s.setRollbackOnly();
        });
        transaction.executeWithoutResult(s -> {
            jdbc.sql("alter table audit.entry disable trigger append_only").update();
            jdbc.sql("delete from audit.entry where id = " + second).update();
            assertThat(audit.walk().firstBroken()).contains("case:8802第3条").contains("前面的第2条缺失");
            s.setRollbackOnly();
        });
        transaction.executeWithoutResult(s -> {
            jdbc.sql("alter table audit.entry disable trigger append_only").update();
            jdbc.sql("delete from audit.entry where id > " + second + " and chain = 'case:8802'")
                    .update();
            assertThat(audit.walk().firstBroken()).contains("链case:8802的末尾有记录缺失");
            s.setRollbackOnly();
        });
        assertThat(audit.walk().firstBroken()).isNull();
    }

    @Test
    void 连同散列值一起重算的整条伪造_被已签名的存证树发现() {
        CaseId id = new CaseId(8803);
        long only = record(id, "支付12万元", Map.of());
        Proof honest = Objects.requireNonNull(transaction.execute(s -> audit.proof(only)));
        transaction.executeWithoutResult(s -> {
            Entry e = store.byId(only).orElseThrow();
            Entry other = new Entry(
                    e.id(),
                    e.chain(),
                    e.seq(),
                    e.caseId(),
                    e.court(),
                    e.kind(),
                    e.login(),
                    e.name(),
                    null,
                    e.roles(),
                    null,
                    e.type(),
                    "支付2万元",
                    e.facts(),
                    e.at(),
                    e.form(),
                    e.algorithm(),
                    null,
                    e.prev(),
                    "");
            String forged = Hashing.SHA_256.hash(CanonicalForm.of(other));
            jdbc.sql("alter table audit.entry disable trigger append_only").update();
            jdbc.sql("update audit.entry set summary = '支付2万元', hash = '%s' where id = %d".formatted(forged, only))
                    .update();
            jdbc.sql("update audit.chain set hash = '%s' where chain = 'case:8803'".formatted(forged))
                    .update();
            assertThat(audit.walk().firstBroken()).isEqualTo("存证记录第%d号：与已签名的存证树（SHA-256）不符".formatted(only));
            s.setRollbackOnly();
        });
        assertThat(audit.verify(honest).valid()).isTrue();
    }

    @Test
    void 证明离线可验_改动任一处即无效(@TempDir Path dir) throws Exception {
        CaseId id = new CaseId(8804);
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            ids.add(record(id, "第%d步".formatted(i), Map.of("步", Integer.toString(i))));
        }
        Proof proof = Objects.requireNonNull(transaction.execute(s -> audit.proof(ids.get(4))));
        record(id, "后来", Map.of());
        assertThat(new ProofVerifier(null).verify(proof).valid()).isTrue();

        Path file = dir.resolve("proof.json");
        Path key = dir.resolve("key.txt");
        Files.writeString(file, ProofFile.write(proof));
        Files.writeString(key, audit.publicKeys().get("Ed25519"));
        assertThat(run(file, key)).startsWith("0").contains("证明有效");
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(20261122);
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, changed);
            assertThat(run(file, key)).as("byte %d changed", i).doesNotStartWith("0");
        }

        Files.writeString(file, new String(whole, StandardCharsets.UTF_8).replace("第4步", "第5步"));
        assertThat(run(file, key)).startsWith("1").contains("内容已被改动").contains("证明无效");
        Files.writeString(file, "{}");
        assertThat(run(file, key)).startsWith("2");

        Checkpoint c = proof.checkpoint();
        Proof otherPlace = new Proof(
                proof.format(), proof.id(), proof.entry(), proof.hash(), proof.position() + 1, proof.path(), c);
        assertThat(audit.verify(otherPlace).problems()).containsExactly("该记录不能归结到检查点的根散列值");
        Audit stranger = AuditSupport.audit(jdbc, transaction, Clock.systemUTC());
        assertThat(stranger.verify(proof).problems()).containsExactly("检查点由另一把密钥签名，不是法院公布的公钥");
    }

    private static String run(Path file, Path key) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = VerifyProof.run(
                new String[] {file.toString(), key.toString()}, new PrintStream(out, true, StandardCharsets.UTF_8));
        return code + "\n" + out.toString(StandardCharsets.UTF_8);
    }

    /** The one in flight has the smaller key and commits after the checkpoint: it must be taken by the next one. */
    @Test
    void 检查点不遗漏尚未提交的记录() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        long[] slow = new long[1];
        Thread inFlight = Thread.ofVirtual()
                .start(() -> transaction.executeWithoutResult(s -> {
                    slow[0] = audit.recordAsProof(JUDGE, COURT, new CaseId(8805), new Act("TESTED", "慢", Map.of()));
                    written.countDown();
                    try {
                        mayCommit.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
        written.await();
        long quick = record(new CaseId(8806), "快", Map.of());
        assertThat(quick).isGreaterThan(slow[0]);
        for (int i = 0; i < 3; i++) {
            transaction.executeWithoutResult(s -> audit.proof(record(new CaseId(8806), "又快", Map.of())));
        }
        mayCommit.countDown();
        inFlight.join();
        Proof late = Objects.requireNonNull(transaction.execute(s -> audit.proof(slow[0])));
        assertThat(audit.verify(late).valid()).isTrue();
        assertThat(audit.walk().firstBroken()).isNull();
    }

    @Test
    void 每小时一次检查点_没有新记录时不签名() {
        record(new CaseId(8807), "一步", Map.of());
        Instant start = Instant.parse("2030-01-01T00:00:00Z");
        Checkpoints hourly =
                AuditSupport.checkpoints(store, transaction, Clock.fixed(start, TimeConfiguration.ZONE), KEYS);
        while (hourly.runDue() > 0) {
            // takes in what the other tests wrote as well
        }
        record(new CaseId(8807), "二步", Map.of());
        assertThat(hourly.runDue()).isZero();
        Checkpoints later = AuditSupport.checkpoints(
                store, transaction, Clock.fixed(start.plus(Duration.ofMinutes(61)), TimeConfiguration.ZONE), KEYS);
        assertThat(later.runDue()).isEqualTo(1);
        assertThat(later.runDue()).isZero();
    }

    @Test
    void 查看个人信息须有理由并留痕() {
        CaseId id = new CaseId(8808);
        assertThatThrownBy(() -> audit.read(JUDGE, COURT, id, "7", "身份证号", " ")).hasMessageContaining("理由");
        transaction.executeWithoutResult(s -> audit.read(JUDGE, COURT, id, "7", "身份证号", "核对被执行人身份"));
        assertThat(audit.entries(id)).singleElement().satisfies(e -> {
            assertThat(e.type()).isEqualTo("PERSONAL_DATA_READ");
            assertThat(e.summary()).contains("judge").contains("核对被执行人身份");
        });
    }
}
