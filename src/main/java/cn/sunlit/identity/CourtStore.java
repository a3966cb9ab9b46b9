package cn.sunlit.identity;

import cn.sunlit.database.Deferred;
import cn.sunlit.kernel.CourtCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on courts. */
@Repository
class CourtStore {

    private final JdbcClient jdbc;
    private final Deferred<Map<CourtCode, Court>> memo = Deferred.memo(HashMap::new);

    CourtStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String FIND = """
            select code, name, level, parent from identity.court where code = :code""";

    /** Asked many times while one case is filed. */
    Optional<Court> find(CourtCode code) {
        Map<CourtCode, Court> seen = memo.kept();
        Court known = seen == null ? null : seen.get(code);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Court> read = read(code);
        if (seen != null) {
            read.ifPresent(court -> seen.put(code, court));
        }
        return read;
    }

    private Optional<Court> read(CourtCode code) {
        return jdbc.sql(FIND)
                .param("code", code.value())
                .query(CourtStore::court)
                .optional();
    }

    static final String BY_NAME = """
            select code, name, level, parent from identity.court where name = :name""";

    Optional<Court> byName(String name) {
        return jdbc.sql(BY_NAME).param("name", name).query(CourtStore::court).optional();
    }

    static final String ALL = """
            select code, name, level, parent from identity.court order by code""";

    List<Court> all() {
        return jdbc.sql(ALL).query(CourtStore::court).list();
    }

    static final String IS_BELOW = """
            with recursive above(code, parent) as (
                select code, parent from identity.court where code = :lower
                union
                select c.code, c.parent from identity.court c join above a on c.code = a.parent)
            select exists (select 1 from above where code = :upper)""";

    boolean isBelow(CourtCode lower, CourtCode upper) {
        return jdbc.sql(IS_BELOW)
                .param("lower", lower.value())
                .param("upper", upper.value())
                .query(Boolean.class)
                .single();
    }

    static final String WITHIN = """
            with recursive below(code) as (
                select code from identity.court where code = :upper
                union
                select c.code from identity.court c join below b on c.parent = b.code)
            select code from below order by code""";

    List<CourtCode> within(CourtCode upper) {
        return jdbc.sql(WITHIN)
                .param("upper", upper.value())
                .query((row, at) -> new CourtCode(row.getString("code")))
                .list();
    }

    static final String SAVE = """
            insert into identity.court (code, name, level, parent) values (:code, :name, :level, :parent)
            on conflict (code) do update set name = excluded.name, level = excluded.level, parent = excluded.parent""";

    void save(Court court) {
        Map<CourtCode, Court> seen = memo.kept();
        if (seen != null) {
            seen.clear();
        }
        jdbc.sql(SAVE)
                .param("code", court.code().value())
                .param("name", court.name())
                .param("level", court.level())
                .param("parent", court.parent() == null ? null : court.parent().value())
                .update();
    }

    private static Court court(ResultSet row, int number) throws SQLException {
        String parent = row.getString("parent");
        return new Court(
                new CourtCode(row.getString("code")),
                row.getString("name"),
                row.getString("level"),
                parent == null ? null : new CourtCode(parent));
    }
}
