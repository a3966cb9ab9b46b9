package cn.sunlit.cases;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The court's dictionary of case types. Read once: a new type takes effect with the next start. */
@Component
class CaseTypes {

    static final String ALL = """
            select code, national, word, name, first from cases.type order by national
            """;

    private final JdbcClient db;
    private volatile List<CaseType> known = List.of();

    CaseTypes(JdbcClient db) {
        this.db = db;
    }

    List<CaseType> all() {
        List<CaseType> read = known;
        if (read.isEmpty()) {
            read = List.copyOf(db.sql(ALL)
                    .query((row, at) -> new CaseType(
                            row.getString("code"),
                            row.getString("national"),
                            row.getString("word"),
                            row.getString("name"),
                            row.getBoolean("first")))
                    .list());
            known = read;
        }
        return read;
    }

    CaseType get(String code) {
        return all().stream().filter(t -> t.code().equals(code)).findFirst().orElseThrow();
    }
}
