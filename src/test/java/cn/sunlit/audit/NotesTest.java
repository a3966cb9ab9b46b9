package cn.sunlit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.sunlit.PostgresTest;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A row's text is put together column by column and must be, to the byte, what jsonb makes of the row: old digests say so. */
@ExtendWith(PostgresTest.class)
class NotesTest {

    private static final String NOTED = """
            select concat(current_setting('audit.oldest', true), current_setting('audit.older', true),
                          current_setting('audit.recent', true))
            """;

    private static final String BY_JSONB = """
            select 'public.zoo/' || concat_ws('/', w.id, w."long") || e'\\t'
                   || encode(sha256(convert_to(jsonb_strip_nulls(to_jsonb(w) - '{tries}'::text[])::text, 'UTF8')), 'hex') || e'\\n'
            from public.zoo w order by ctid
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    NotesTest(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }

    private void assertNotedAsJsonb(String write) {
        transaction.executeWithoutResult(s -> {
            run("delete from public.zoo");
            jdbc.sql("select set_config('audit.recent', '', true)").query().listOfRows();
            run(write);
            String noted = jdbc.sql(NOTED).query(String.class).single();
            jdbc.sql("select set_config('timezone', 'UTC', true)").query().listOfRows();
            List<String> expected = jdbc.sql(BY_JSONB).query(String.class).list();
            assertThat(noted).isEqualTo(String.join("", expected)).isNotEmpty();
            var binding = new WalkStore.Binding("public.zoo", List.of("id", "long"), List.of("tries"), null, null);
            String content = jdbc.sql(WalkStore.CONTENT)
                    .param("table", "public.zoo")
                    .param("leftOut", binding.leftOut().toArray(String[]::new))
                    .query(String.class)
                    .single();
            assertThat(jdbc.sql("select " + content + " from public.zoo w order by ctid")
                            .query(String.class)
                            .list())
                    .isEqualTo(jdbc.sql(
                                    "select jsonb_strip_nulls(to_jsonb(w) - '{tries}'::text[])::text from public.zoo w order by ctid")
                            .query(String.class)
                            .list());
        });
    }

    private static final String WRITE = """
            insert into public.zoo (id, "long", b, words, "Größe", made, at, u, raw, names, numbers, facts, old, amount, ratio, tries, tx)
            values (1, 2, true, '引号" 反斜杠\\ 换行' || e'\\n\\t\\x01' || '😀/<>', 'ä', '2026-03-02', '2026-03-02 09:30:00.120+08',
                    '00000000-0000-0000-0000-0000000000ff', '\\x00ff10', '{a,NULL,"b c"}', '{1,2}',
                    '{"bb":null,"a":[{"x":null},null,1.50],"aaa":{"y":{"z":null}}}', '{"k" : 1}', 1.50, 0.1, 7, '77'),
                   (-3, 0, false, '', null, 'infinity', '-infinity', null, '\\x', '{}', null, 'null', null, 1e20, 'NaN', 8, null),
                   (4, 5, null, null, null, null, '2026-07-01 00:00:00+08', null, null, null, null, '[]', 'null', -0.0, 1e300, null, null)
            """;

    @Test
    void 每一行的散列值与按jsonb计算的逐字节相同_表加了列也一样() {
        run("""
            create table public.zoo (id bigint, "long" int, b boolean, words text, "Größe" text, made date, at timestamptz, u uuid,
                raw bytea, names text[], numbers bigint[], facts jsonb, old json, amount numeric, ratio double precision,
                tries smallint, tx xid8)
            """);
        run("call audit.bind('public.zoo', '{id,long}', '{tries}')");
        assertNotedAsJsonb(WRITE);

        run("alter table public.zoo add column later text default '后来'");
        assertNotedAsJsonb(WRITE);
        run("call audit.renew_notes()");
        assertNotedAsJsonb(WRITE);
        assertThat(jdbc.sql("select prosrc like '%later%' from pg_proc where proname = 'note_public_zoo'")
                        .query(Boolean.class)
                        .single())
                .isTrue();

        run("alter table public.zoo drop column names");
        run("call audit.renew_notes()");
        assertNotedAsJsonb(WRITE.replace("names, ", "")
                .replace("'{a,NULL,\"b c\"}', ", "")
                .replace("'{}', ", "")
                .replace("null, null, null, null, '[]'", "null, null, null, '[]'"));
    }

    @Test
    void 每张受核对的表都有自己的函数() {
        assertThat(Objects.requireNonNull(jdbc.sql("""
                        select string_agg(b.name, ',') from audit.binding b
                        where 2 <> (select count(*) from pg_trigger t join pg_proc f on f.oid = t.tgfoid
                                    where t.tgrelid = b.name::regclass and t.tgname in ('bound_insert', 'bound_update')
                                      and f.proname = 'note_' || replace(b.name, '.', '_'))
                        """)
                        .query((r, n) -> String.valueOf(r.getString(1)))
                        .single()))
                .isEqualTo("null");
    }
}
