package cn.sunlit.settings;

import cn.sunlit.kernel.CourtCode;
import cn.sunlit.statutes.LocalPractice;
import cn.sunlit.statutes.PracticeNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on settings. */
@Repository
class SettingsStore {

    private final JdbcClient jdbc;

    SettingsStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String NEWEST_NOTICE = """
            select coalesce(max(id), 0) from settings.holiday_notice""";

    /** Grows with each notice, so that a process can tell whether another one has imported. */
    long newestNotice() {
        return jdbc.sql(NEWEST_NOTICE).query(Long.class).single();
    }

    static final String NOTICES = """
            select distinct on (year) file::text from settings.holiday_notice order by year, id desc""";

    /** The files as imported, the newest of each year. */
    List<String> notices() {
        return jdbc.sql(NOTICES).query(String.class).list();
    }

    static final String SAVE_NOTICE = """
            insert into settings.holiday_notice (year, source, file, imported_by, imported_at)
            values (:year, :source, :file::jsonb, :by, :at)""";

    void saveNotice(int year, String source, String file, String by, Instant at) {
        jdbc.sql(SAVE_NOTICE)
                .param("year", year)
                .param("source", source)
                .param("file", file)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    static final String PRACTICE = """
            select what, holds_on, value, basis from settings.practice where court = :court order by holds_on desc, id desc""";

    List<LocalPractice.Setting> practice(CourtCode court) {
        return jdbc.sql(PRACTICE)
                .param("court", court.value())
                .query((row, n) -> new LocalPractice.Setting(
                        PracticeNumber.named(row.getString("what")),
                        row.getObject("holds_on", LocalDate.class),
                        row.getInt("value"),
                        row.getString("basis")))
                .list();
    }

    static final String PRACTICE_OF_COURTS = """
            select court, what, holds_on, value, basis from settings.practice where court = any (:courts)""";

    /** What each of several courts has set; a court that has set nothing is not in it. */
    Map<CourtCode, List<LocalPractice.Setting>> practice(Collection<CourtCode> courts) {
        Map<CourtCode, List<LocalPractice.Setting>> found = new HashMap<>();
        jdbc.sql(PRACTICE_OF_COURTS)
                .param("courts", courts.stream().map(CourtCode::value).toArray(String[]::new))
                .query(row -> {
                    found.computeIfAbsent(new CourtCode(row.getString("court")), c -> new ArrayList<>())
                            .add(new LocalPractice.Setting(
                                    PracticeNumber.named(row.getString("what")),
                                    row.getObject("holds_on", LocalDate.class),
                                    row.getInt("value"),
                                    row.getString("basis")));
                });
        return found;
    }

    static final String SAVE_PRACTICE = """
            insert into settings.practice (court, what, holds_on, value, basis, set_by, set_at)
            values (:court, :what, :from, :value, :basis, :by, :at)""";

    void savePractice(CourtCode court, LocalPractice.Setting setting, String by, Instant at) {
        jdbc.sql(SAVE_PRACTICE)
                .param("court", court.value())
                .param("what", setting.what().name())
                .param("from", setting.from())
                .param("value", setting.value())
                .param("basis", setting.basis())
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
