package cn.sunlit.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.SunlitTest;
import cn.sunlit.audit.Audit;
import cn.sunlit.database.TestServer;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.keys.Keyring;
import cn.sunlit.parties.Kind;
import cn.sunlit.parties.Parties;
import cn.sunlit.parties.PartyId;
import cn.sunlit.parties.PayeeAccount;
import cn.sunlit.parties.PersonDraft;
import cn.sunlit.parties.Purpose;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Keys change while the court works. */
@SunlitTest(shared = "privacy")
class ResealingTest {

    private static final Actor CLERK = Actor.system("立案系统", new CourtCode("鄂1125"));

    private static final Purpose PURPOSE = new Purpose(new CourtCode("鄂1125"), new CaseId(1), "核对");

    @Autowired
    Parties parties;

    @Autowired
    Keyring keys;

    @Autowired
    Resealing resealing;

    @Autowired
    SealedStore store;

    @Autowired
    Audit audit;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Environment settings;

    @Test
    void keys_change_under_load_and_nothing_is_lost() throws Exception {
        var phones = new ConcurrentHashMap<PartyId, String>();
        var accounts = new ConcurrentHashMap<Long, String>();
        var number = new AtomicInteger();
        var working = new AtomicBoolean(true);
        try (var clerks = Executors.newFixedThreadPool(3)) {
            for (int clerk = 0; clerk < 3; clerk++) {
                clerks.submit(() -> {
                    while (working.get()) {
                        write(number.incrementAndGet(), phones, accounts);
                    }
                });
            }
            await(() -> phones.size() > 300);
            assertThat(command("rotate")).isZero();
            store.ask("test", Instant.now());
            await(() -> {
                resealing.runDue();
                return store.progress().orElseThrow().finished();
            });
            int finished = phones.size();
            await(() -> phones.size() > finished + 50);
            working.set(false);
        }
        phones.forEach((party, phone) -> assertThat(parties.ownPhone(party)).contains(phone));
        accounts.forEach((payee, account) ->
                assertThat(parties.payeeForPayment(payee, PURPOSE).account()).isEqualTo(account));
        for (var column : store.columns()) {
            assertThat(store.heads(column).keySet())
                    .as("%s %s", column.name(), column.content())
                    .isSubsetOf(java.util.HexFormat.of().formatHex(keys.currentHead(column.purpose())));
        }
        assertThat(audit.walk().faults()).isEmpty();
        assertThat(jdbc.sql("select count(*) from audit.entry where type = 'DATA_RESEALED' and rows is not null")
                        .query(Long.class)
                        .single())
                .isPositive();

        assertThat(command("retire")).as("not within the hour").isEqualTo(1);
        assertThat(keys.generations()).anyMatch(each -> !each.current());
        assertThat(command("retire", Duration.ofHours(2))).isZero();
        assertThat(keys.generations()).allMatch(Keyring.Generation::current);
        phones.forEach((party, phone) -> assertThat(parties.ownPhone(party)).contains(phone));
    }

    @Test
    void every_column_of_sealed_bytes_is_on_the_list() {
        var listed = new TreeSet<String>();
        store.columns().forEach(column -> listed.add(column.name() + "." + column.content()));
        assertThat(jdbc.sql("""
                        select table_schema || '.' || table_name || '.' || column_name from information_schema.columns
                        where data_type = 'bytea' and table_schema not in ('pg_catalog', 'information_schema', 'audit')
                        """).query(String.class).list())
                .as(
                        "keyed hashes, sessions, a log-in's question of a minute, letters of those who order and photos of things are not sealed")
                .filteredOn(
                        column -> !column.matches(
                                ".*(_index|_hash|\\.hash|attempt\\.key|_code\\.(code|asked)|\\.reporter|letter_file|\\.account_key|plate_piece\\.piece|vehicle_photo\\.content|attribute_bytes|documents\\..*|sandbox\\..*)"))
                .containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void a_seal_may_change_what_was_told_may_not() {
        var payees = new ConcurrentHashMap<Long, String>();
        write(9_000_001, new ConcurrentHashMap<>(), payees);
        long payee = payees.keySet().iterator().next();
        // As the owner: even the one who owns the tables is stopped by the trigger.
        var owner = TestServer.jdbc(owner());
        assertThatThrownBy(() -> owner.sql("update parties.payee set name = 'x' where id = :id")
                        .param("id", payee)
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("只能增加");
        assertThatThrownBy(() -> jdbc.sql("update parties.payee set name = 'x' where id = :id")
                        .param("id", payee)
                        .update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() ->
                        owner.sql("update parties.contact set masked = 'x'").update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("不能修改");
    }

    private javax.sql.DataSource owner() {
        var source = new org.postgresql.ds.PGSimpleDataSource();
        source.setUrl(settings.getRequiredProperty("sunlit.database.url"));
        source.setUser(settings.getRequiredProperty("sunlit.database.owner"));
        source.setPassword(settings.getRequiredProperty("sunlit.database.owner.password"));
        return source;
    }

    private void write(int n, Map<PartyId, String> phones, Map<Long, String> accounts) {
        transaction.executeWithoutResult(status -> {
            String phone = "139%08d".formatted(n);
            PartyId party = parties.register(
                    CLERK, new PersonDraft(Kind.PERSON, "换钥人" + n, null, null, phone, "演示路%d号".formatted(n)));
            String account = "62%017d".formatted(n);
            accounts.put(parties.addPayee(CLERK, party, new PayeeAccount("换钥人", "演示银行", account)), account);
            phones.put(party, phone);
        });
    }

    private int command(String what) {
        return command(what, Duration.ZERO);
    }

    private int command(String what, Duration later) {
        var out = new ByteArrayOutputStream();
        int code = KeysCommand.run(
                new String[] {what},
                Map.of(
                        "SUNLIT_DATA", settings.getRequiredProperty("sunlit.data"),
                        "SUNLIT_DATABASE_URL", settings.getRequiredProperty("sunlit.database.url"),
                        "SUNLIT_DATABASE_USER", settings.getRequiredProperty("sunlit.database.owner"),
                        "SUNLIT_DATABASE_PASSWORD", settings.getRequiredProperty("sunlit.database.owner.password")),
                Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC),
                new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(out.toString(StandardCharsets.UTF_8)).isNotBlank().doesNotContain("Exception");
        return code;
    }

    private static void await(java.util.function.BooleanSupplier done) throws InterruptedException {
        Instant limit = Instant.now().plusSeconds(1200);
        while (!done.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(limit);
            Thread.sleep(20);
        }
    }
}
