package cn.sunlit.inquiries;

import cn.sunlit.exchange.DayFolders;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the exchange of files: what was written, what was taken, which institution exchanges files at all. */
@Repository
class ExchangeStore {

    private final JdbcClient jdbc;

    ExchangeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String PARTNERS = """
            select code, folder, format, secret_sealed from inquiries.institution where transport = 'FILES' order by code
            """;

    /** The institutions with which files are exchanged. */
    List<Partner> partners() {
        return jdbc.sql(PARTNERS).query((row, n) -> partner(row)).list();
    }

    static final String PARTNER = """
            select code, folder, format, secret_sealed from inquiries.institution
             where code = :code and transport = 'FILES'
            """;

    Optional<Partner> partner(String code) {
        return jdbc.sql(PARTNER)
                .param("code", code)
                .query((row, n) -> partner(row))
                .optional();
    }

    private static Partner partner(ResultSet row) throws SQLException {
        return new Partner(
                row.getString("code"),
                new DayFolders(Path.of(row.getString("folder"))),
                FileFormat.named(row.getString("format")),
                row.getBytes("secret_sealed"));
    }

    /** @param secretSealed null where the folder itself is guarded well enough */
    record Partner(String code, DayFolders folder, FileFormat format, byte @Nullable [] secretSealed) {}

    static final String LOCK = """
            select code from inquiries.institution where code = :code for update skip locked
            """;

    /** @return false while another process is at the files of the institution */
    boolean lock(String code) {
        return jdbc.sql(LOCK).param("code", code).query(String.class).optional().isPresent();
    }

    static final String NEXT_NUMBER = """
            select count(*) + 1 from inquiries.exchange_file
             where institution = :code and day = :day and direction = 'OUT'
            """;

    /** The number of the next file of requests of a day; to be asked under the lock. */
    int nextNumber(String code, LocalDate day) {
        return jdbc.sql(NEXT_NUMBER)
                .param("code", code)
                .param("day", day)
                .query(Integer.class)
                .single();
    }

    static final String ADD = """
            insert into inquiries.exchange_file (institution, day, direction, name, at, lines, sha256, raw_sealed, sealed_sha256)
            values (:code, :day, :direction, :name, :now, :lines, :sha256, :raw, :sealed_sha256)
            returning id
            """;

    long add(
            String code,
            LocalDate day,
            String direction,
            String name,
            int lines,
            String sha256,
            byte[] rawSealed,
            Instant now) {
        return jdbc.sql(ADD)
                .param("code", code)
                .param("day", day)
                .param("direction", direction)
                .param("name", name)
                .param("now", now)
                .param("lines", lines)
                .param("sha256", sha256)
                .param("raw", rawSealed)
                .param("sealed_sha256", InquiryClient.sha256(rawSealed))
                .query(Long.class)
                .single();
    }

    static final String PUT_INTO = """
            update inquiries.request
               set state = 'ACCEPTED', file_id = :file, next_at = :next, claimed_until = null, problem = null
             where id = any (:requests) and state in ('QUEUED', 'ACCEPTED')
            """;

    /** The requests now lie in a file, and are looked at again when their time has passed. */
    void putInto(long file, List<Long> requests, Instant next) {
        jdbc.sql(PUT_INTO)
                .param("file", file)
                .param("requests", requests.toArray(Long[]::new))
                .param("next", next)
                .update();
    }

    static final String UNWRITTEN = """
            select id, day, name, lines, sha256, raw_sealed from inquiries.exchange_file
             where institution = :code and direction = 'OUT' and written_at is null
             order by id
            """;

    /** Files of requests that are not in the folder yet, or of which nobody knows. */
    List<Unwritten> unwritten(String code) {
        return jdbc.sql(UNWRITTEN)
                .param("code", code)
                .query((row, n) -> new Unwritten(
                        row.getLong("id"),
                        row.getObject("day", LocalDate.class),
                        row.getString("name"),
                        row.getInt("lines"),
                        row.getString("sha256"),
                        row.getBytes("raw_sealed")))
                .list();
    }

    record Unwritten(long id, LocalDate day, String name, int lines, String sha256, byte[] rawSealed) {}

    static final String WRITTEN = """
            update inquiries.exchange_file set written_at = :now where id = :id and written_at is null
            """;

    void written(long id, Instant now) {
        jdbc.sql(WRITTEN).param("id", id).param("now", now).update();
    }

    static final String FIND = """
            select id, sha256, lines, acknowledged_at is not null as acknowledged from inquiries.exchange_file
             where institution = :code and day = :day and direction = :direction and name = :name
            """;

    Optional<Known> find(String code, LocalDate day, String direction, String name) {
        return jdbc.sql(FIND)
                .param("code", code)
                .param("day", day)
                .param("direction", direction)
                .param("name", name)
                .query(Known.class)
                .optional();
    }

    record Known(long id, String sha256, int lines, boolean acknowledged) {}

    static final String ACKNOWLEDGE = """
            update inquiries.exchange_file set acknowledged_at = :now, refused = :refused
             where id = :id and acknowledged_at is null
            """;

    void acknowledge(long id, @Nullable String refused, Instant now) {
        jdbc.sql(ACKNOWLEDGE)
                .param("id", id)
                .param("refused", refused)
                .param("now", now)
                .update();
    }

    static final String WAITING_IN = """
            select id, attempts from inquiries.request where file_id = :file and state = 'ACCEPTED' order by id for update
            """;

    /** The requests of a file that have no answer yet. */
    List<Waiting> waitingIn(long file) {
        return jdbc.sql(WAITING_IN).param("file", file).query(Waiting.class).list();
    }

    record Waiting(long id, int attempts) {}

    static final String ORDER_DUE = """
            select exists (select 1 from inquiries.request
                            where institution = :code and state = 'QUEUED' and purpose = 'ORDER' and next_at <= :now)
            """;

    boolean orderDue(String code, Instant now) {
        return jdbc.sql(ORDER_DUE)
                .param("code", code)
                .param("now", now)
                .query(Boolean.class)
                .single();
    }
}
