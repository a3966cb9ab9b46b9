package cn.sunlit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.sunlit.kernel.CannotStart;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

@Execution(ExecutionMode.CONCURRENT)
class DatabaseConfigurationTest {

    private final ApplicationContextRunner program =
            new ApplicationContextRunner().withUserConfiguration(DatabaseConfiguration.class);

    @Test
    void a_court_s_own_server_is_used_and_none_is_started() {
        var server = TestServer.fresh();
        program.withPropertyValues(
                        "sunlit.database.url=" + server.url(),
                        "sunlit.database.user=" + server.program(),
                        "sunlit.database.password=" + server.programPassword(),
                        "sunlit.database.owner=" + server.user(),
                        "sunlit.database.owner.password=" + server.password())
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(EmbeddedServer.class);
                    try (var connection = context.getBean(DataSource.class).getConnection()) {
                        assertThat(connection.getMetaData().getURL()).startsWith(server.url());
                    }
                });
    }

    @Test
    void a_program_that_could_rewrite_the_record_does_not_start_outside_the_sandbox() {
        var server = TestServer.fresh();
        String[] alone = {
            "sunlit.database.url=" + server.url(),
            "sunlit.database.user=" + server.user(),
            "sunlit.database.password=" + server.password()
        };
        program.withPropertyValues(alone)
                .run(context -> assertThat(refusal(context.getStartupFailure()))
                        .startsWith("程序的数据库用户 " + server.user() + " 可以改写存证记录")
                        .contains("SUNLIT_DATABASE_OWNER")
                        .doesNotContain("\n"));
        program.withPropertyValues(alone)
                .withPropertyValues("spring.profiles.active=sandbox")
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(OwnerDatabase.class));
    }

    @Test
    void without_the_owner_a_program_starts_on_tables_that_are_up_to_date_and_has_no_owner_s_door() {
        var server = TestServer.fresh();
        program.withPropertyValues(
                        "sunlit.database.url=" + server.url(),
                        "sunlit.database.user=" + server.program(),
                        "sunlit.database.password=" + server.programPassword())
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(OwnerDatabase.class));
    }

    @Test
    void an_unreachable_server_and_a_wrong_password_are_told_in_one_sentence_without_the_secrets() throws Exception {
        var server = TestServer.fresh();
        // Both wait until the pool gives up: together.
        try (var both = Executors.newFixedThreadPool(2)) {
            var unreachable = both.submit(() -> program.withPropertyValues(
                            "sunlit.database.url=jdbc:postgresql://127.0.0.1:1/none?password=geheim")
                    .run(context -> assertThat(refusal(context.getStartupFailure()))
                            .startsWith("连接不上数据库 jdbc:postgresql://127.0.0.1:1/none：")
                            .doesNotContain("geheim", "\n")));
            program.withPropertyValues(
                            "sunlit.database.url=" + server.url(),
                            "sunlit.database.user=" + server.user(),
                            "sunlit.database.password=wrong")
                    .run(context ->
                            assertThat(refusal(context.getStartupFailure())).startsWith("连接不上数据库 " + server.url()));
            unreachable.get();
        }
    }

    @Test
    void the_client_takes_and_gives_the_values_of_the_kernel() {
        JdbcClient jdbc = TestServer.jdbc(TestServer.fresh().dataSource());
        jdbc.sql("create table row (id bigint, court text, number text, amount bigint, at timestamptz, on_day date,"
                        + " kind text, ids bigint[])")
                .update();
        var row = new Row(
                new CaseId(7),
                new CourtCode("鄂1125"),
                CaseNumber.parse("（2026）鄂1125执123号"),
                Money.parse("12.34"),
                Instant.parse("2026-11-22T16:00:00.123456Z"),
                LocalDate.of(2026, 11, 22),
                Kind.ONE);
        jdbc.sql("insert into row values (:id, :court, :number, :amount, :at, :onDay, :kind)")
                .param("id", row.id())
                .param("court", row.court())
                .param("number", row.number())
                .param("amount", row.amount())
                .param("at", row.at())
                .param("onDay", row.onDay())
                .param("kind", row.kind())
                .update();
        assertThat(jdbc.sql("select id, court, number, amount, at, on_day, kind from row where id in (:ids)")
                        .param("ids", List.of(new CaseId(7), new CaseId(8)))
                        .query(Row.class)
                        .single())
                .isEqualTo(row);
        assertThatThrownBy(() ->
                        jdbc.sql("select 'x' as amount").query(Money.class).single())
                .isInstanceOf(RuntimeException.class);
    }

    enum Kind {
        ONE
    }

    record Row(CaseId id, CourtCode court, CaseNumber number, Money amount, Instant at, LocalDate onDay, Kind kind) {}

    private static String refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotStart why) {
                return why.getMessage();
            }
        }
        throw new AssertionError("no CannotStart", failure);
    }
}
