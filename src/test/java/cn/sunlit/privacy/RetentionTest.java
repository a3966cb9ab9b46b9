package cn.sunlit.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.SunlitTest;
import cn.sunlit.audit.Audit;
import cn.sunlit.kernel.CannotStart;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.TimeConfiguration;
import cn.sunlit.messages.Messages;
import cn.sunlit.messages.Sms;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Rule PI-02: what is not needed any more goes by itself, and that it went is on record; case files and the record stay. */
@SunlitTest(shared = "privacy")
class RetentionTest {

    @Autowired
    Messages messages;

    @Autowired
    RetentionTable table;

    @Autowired
    RetentionStore store;

    @Autowired
    Audit audit;

    @Autowired
    Clock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Test
    void 期满的逐项删去_案卷和存证一行不少() {
        messages.send(
                new Sms("login-code:retention", null, new CourtCode("鄂1125"), "甲", "19000009901", "验证码 123456，五分钟内有效"));
        messages.send(new Sms("retention:1", new CaseId(1), new CourtCode("鄂1125"), "甲", "19000009902", "案件短信"));
        jdbc.sql("update messages.message set state = 'SENT', sent_at = queued_at where dedupe_key = 'retention:1'")
                .update();
        jdbc.sql("insert into identity.attempt (key, at) values ('\\x00', :at)")
                .param("at", java.sql.Timestamp.from(clock.instant()))
                .update();
        long codes = waiting("messages.login-code", 0);
        run(0);
        assertThat(texts()).contains("验证码 123456，五分钟内有效", "案件短信");
        assertThat(waiting("messages.login-code", 2))
                .as("what the page says goes next")
                .isEqualTo(codes + 1);

        Map<String, Long> before = kept();
        run(2);
        assertThat(texts()).contains("案件短信").noneMatch(text -> text.contains("123456"));
        assertThat(jdbc.sql("""
                        select count(*) from messages.message where dedupe_key = 'login-code:retention'
                        and length(phone_sealed) = 0 and length(phone_index) = 0 and phone_masked = '已删除' and state = 'FAILED'
                        """).query(Long.class).single())
                .as("a code that never went out is not sent after its time")
                .isOne();
        assertThat(run(2)).as("once a day").isZero();
        run(32);
        assertThat(jdbc.sql("select count(*) from identity.attempt")
                        .query(Long.class)
                        .single())
                .isZero();
        run(735);
        assertThat(texts()).doesNotContain("案件短信");
        assertThat(kept()).as("case files").isEqualTo(before);

        assertThat(jdbc.sql(
                                "select summary from audit.entry where type = 'DATA_EXPIRED' and facts ->> 'rule' = :rule order by id desc limit 1")
                        .param("rule", "messages.case-message")
                        .query(String.class)
                        .single())
                .contains("保存期限2年，期满删除");
        assertThat(store.newest().get("messages.case-message").erased()).isPositive();
        assertThat(audit.walk().faults()).isEmpty();
    }

    /** How many rows every table of the business has, but for those whose rows the rules erase. */
    private Map<String, Long> kept() {
        return jdbc.sql("""
                        select schemaname || '.' || relname from pg_stat_user_tables
                        where schemaname in ('cases', 'parties', 'docket', 'documents', 'property', 'inquiries', 'notices', 'funds')
                          and relname not in ('filing_key', 'flyway_history')
                        """).query(String.class).list().stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        name -> jdbc.sql("select count(*) from " + name)
                                .query(Long.class)
                                .single()));
    }

    @Test
    void 期限表缺一行_写错或者引用没有的条文_程序不启动() {
        var keepers = table.expiring().stream().map(table::keeper).toList();
        assertThatThrownBy(() -> new RetentionTable(keepers, ""))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("messages.login-code");
        for (String wrong : List.of(
                "a | b | 一天 | c | 19 | d",
                "a | b | P1D | c | 190 | d",
                "a | b | P1D | c | 19",
                "| b | P1D | c | 19 | d")) {
            assertThatThrownBy(() -> new RetentionTable(List.of(), wrong))
                    .as(wrong)
                    .isInstanceOf(CannotStart.class);
        }
        assertThat(table.rules()).allMatch(rule -> !rule.words().isBlank()).anyMatch(rule -> !rule.expires());
    }

    private List<String> texts() {
        return jdbc.sql("select text from messages.message").query(String.class).list();
    }

    private long waiting(String id, int days) {
        return table.expiring().stream()
                .filter(rule -> rule.id().equals(id))
                .mapToLong(rule -> table.keeper(rule)
                        .waiting(Retention.before(
                                clock.instant()
                                        .atZone(TimeConfiguration.ZONE)
                                        .toLocalDate()
                                        .plusDays(days),
                                rule.keep())))
                .sum();
    }

    /** The night so many days ahead. */
    private int run(int days) {
        return new Retention(table, store, audit, Clock.offset(clock, Duration.ofDays(days)), transaction).runDue();
    }
}
