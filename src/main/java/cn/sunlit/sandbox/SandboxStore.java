package cn.sunlit.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the sandbox's clock and SMS gateway keep. */
@Repository
@Profile("sandbox")
class SandboxStore {

    private final JdbcClient jdbc;

    SandboxStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String AHEAD = """
            select coalesce(max(ahead_millis), 0) from sandbox.clock
            """;

    Duration ahead() {
        return Duration.ofMillis(jdbc.sql(AHEAD).query(Long.class).single());
    }

    static final String STAND_AHEAD = """
            insert into sandbox.clock (ahead_millis) values (:millis)
            on conflict (only_row) do update set ahead_millis = excluded.ahead_millis
            """;

    void standAhead(Duration ahead) {
        jdbc.sql(STAND_AHEAD).param("millis", ahead.toMillis()).update();
    }

    static final String TAKE_SMS = """
            insert into sandbox.sms (id, phone, body, payload, received_at)
            values (:id, :phone, :body, :payload, :at)
            on conflict (id) do update set copies = sandbox.sms.copies + 1
            returning copies = 1
            """;

    /** @return whether the message is new; a copy is only counted */
    boolean takeSms(String id, String phone, String body, String payload, Instant at) {
        return jdbc.sql(TAKE_SMS)
                .param("id", id)
                .param("phone", phone)
                .param("body", body)
                .param("payload", payload)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    static final String KNOWS_SMS = """
            select count(*) > 0 from sandbox.sms where id = :id
            """;

    boolean knowsSms(String id) {
        return jdbc.sql(KNOWS_SMS).param("id", id).query(Boolean.class).single();
    }

    static final String SMS = """
            select id, phone, body, received_at, copies
              from sandbox.sms
             where (:phone = '' or phone = :phone)
               and (:text = '' or position(:text in payload) > 0)
             order by received_at desc, id
             limit 500
            """;

    List<Sms> sms(String phone, String text) {
        return jdbc.sql(SMS)
                .param("phone", phone)
                .param("text", text)
                .query((row, n) -> new Sms(
                        row.getString("id"),
                        row.getString("phone"),
                        row.getString("body"),
                        row.getTimestamp("received_at").toInstant(),
                        row.getInt("copies")))
                .list();
    }

    static final String DEMO_ITEMS = """
            select item from sandbox.demo_case
            """;

    List<Integer> demoItems() {
        return jdbc.sql(DEMO_ITEMS).query(Integer.class).list();
    }

    static final String DEMO_ITEM = """
            insert into sandbox.demo_case (item, loaded_at) values (:item, :at) on conflict (item) do nothing
            """;

    void demoItem(int item, Instant at) {
        jdbc.sql(DEMO_ITEM)
                .param("item", item)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** A message as the gateway received it. */
    record Sms(String id, String phone, String text, Instant receivedAt, int copies) {}
}
