package cn.sunlit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.PostgresTest;
import cn.sunlit.kernel.TimeConfiguration;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Data from before rows were bound: taken into the record once, by acts that say so. */
@ExtendWith(PostgresTest.class)
class AdoptionTest {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Audit audit;
    private final Adoption adoption;

    AdoptionTest(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        Clock clock = Clock.fixed(Instant.parse("2026-03-02T01:30:00Z"), TimeConfiguration.ZONE);
        audit = AuditSupport.audit(jdbc, transaction, clock);
        adoption = new Adoption(
                new AdoptionStore(jdbc),
                new WalkStore(jdbc),
                new AuditStore(jdbc),
                clock,
                Objects.requireNonNull(transaction.getTransactionManager()));
    }

    private void unbound(String name) {
        transaction.executeWithoutResult(s -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql(
                            "insert into parties.party (kind, name, registered_at) values ('PERSON', :name, '2025-03-02T00:00:00Z')")
                    .param("name", name)
                    .update();
        });
    }

    @Test
    void 绑定之前的数据只收编一次_写明条数和散列值_此后绕过程序写入的照样指出() {
        unbound("旧甲");
        unbound("旧乙");
        assertThat(audit.walk().faults()).hasSize(2).allMatch(f -> f.contains("绕过程序插入"));

        adoption.afterPropertiesSet();
        assertThat(audit.walk().faults()).isEmpty();
        assertThat(jdbc.sql(
                                "select summary || facts::text from audit.entry where type = 'ROWS_ADOPTED' and facts->>'table' = 'parties.party'")
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .contains("收编绑定之前写入的业务数据2行（parties.party）", "\"rows\": \"2\"", "\"sha256\": ");
        assertThat(jdbc.sql("select rows from audit.adoption where name = 'parties.party'")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);

        unbound("后来");
        adoption.afterPropertiesSet();
        List<String> faults = audit.walk().faults();
        assertThat(faults).singleElement().asString().contains("parties.party/", "绕过程序插入");

        transaction.executeWithoutResult(s -> {
            jdbc.sql("set local session_replication_role = replica").update();
            jdbc.sql("delete from parties.party where name = '后来'").update();
            // Whoever wants to have something adopted anew must remove the note, and that is missed.
            jdbc.sql("delete from audit.adoption where name = 'parties.party'").update();
        });
        assertThat(audit.walk().firstBroken()).contains("业务数据audit.adoption/parties.party", "被删除");
    }
}
