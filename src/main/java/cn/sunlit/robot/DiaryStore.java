package cn.sunlit.robot;

import cn.sunlit.database.Deferred;
import cn.sunlit.inquiries.RoundsDiary;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the robot's diary and of its switch. */
@Repository
class DiaryStore {

    private final JdbcClient jdbc;
    private final Deferred<List<Line>> deferred =
            new Deferred<>(81, Set.of("robot.diary"), ArrayList::new, this::write);

    DiaryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param caseId null for what concerns the whole court */
    record Line(
            CourtCode court,
            @Nullable CaseId caseId,
            LocalDate on,
            Instant at,
            Deed deed,
            @Nullable Reason reason,
            String sentence,
            @Nullable Long batch) {}

    static final String NOTE = """
            insert into robot.diary (court, case_id, on_day, at, deed, reason, sentence, batch_id)
            select * from unnest(:courts::text[], :cases::bigint[], :days::date[], :instants::timestamptz[], :deeds::text[],
                                 :reasons::text[], :sentences::text[], :batches::bigint[])
            """;

    /** Written when the transaction ends. */
    void note(Line line) {
        deferred.change(waiting -> waiting.add(line));
    }

    private void write(List<Line> waiting) {
        List<Line> all = List.copyOf(waiting);
        waiting.clear();
        jdbc.sql(NOTE)
                .param("courts", all.stream().map(l -> l.court().value()).toArray(String[]::new))
                .param(
                        "cases",
                        all.stream()
                                .map(l -> l.caseId() == null ? null : l.caseId().value())
                                .toArray(Long[]::new))
                .param("days", all.stream().map(l -> l.on().toString()).toArray(String[]::new))
                .param("instants", all.stream().map(l -> l.at().toString()).toArray(String[]::new))
                .param("deeds", all.stream().map(l -> l.deed().name()).toArray(String[]::new))
                .param(
                        "reasons",
                        all.stream()
                                .map(l -> l.reason() == null ? null : l.reason().name())
                                .toArray(String[]::new))
                .param("sentences", all.stream().map(Line::sentence).toArray(String[]::new))
                .param("batches", all.stream().map(Line::batch).toArray(Long[]::new))
                .update();
    }

    static final String PAGE = """
            select d.court, d.case_id, d.on_day, d.at, d.deed, d.reason, d.sentence, d.batch_id, f.number
              from robot.diary d
              left join cases.file f on f.id = d.case_id
             where d.court = :court
               and (:day::date is null or d.on_day = :day::date)
               and (:number::text is null or d.case_id = (select c.id from cases.file c where c.number = :number::text))
               and (:deed::text is null or d.deed = :deed::text)
             order by d.id desc
             limit :most offset :offset
            """;

    /** One line as people read it. */
    record Told(Line line, @Nullable CaseNumber number) {}

    List<Told> page(CourtCode court, Asked asked, int most, long offset) {
        return jdbc.sql(PAGE)
                .param("court", court)
                .param("day", asked.day())
                .param("number", asked.number() == null ? null : asked.number().text())
                .param("deed", asked.deed() == null ? null : asked.deed().name())
                .param("most", most)
                .param("offset", offset)
                .query((row, n) -> told(row))
                .list();
    }

    /** What is looked for; null for any. */
    record Asked(
            @Nullable LocalDate day,
            @Nullable CaseNumber number,
            @Nullable Deed deed) {}

    private static Told told(ResultSet row) throws SQLException {
        long id = row.getLong("case_id");
        CaseId caseId = row.wasNull() ? null : new CaseId(id);
        long batch = row.getLong("batch_id");
        Long of = row.wasNull() ? null : Long.valueOf(batch);
        String reason = row.getString("reason");
        String number = row.getString("number");
        return new Told(
                new Line(
                        new CourtCode(row.getString("court")),
                        caseId,
                        row.getObject("on_day", LocalDate.class),
                        row.getTimestamp("at").toInstant(),
                        Deed.valueOf(row.getString("deed")),
                        reason == null ? null : Reason.valueOf(reason),
                        row.getString("sentence"),
                        of),
                number == null ? null : CaseNumber.parse(number));
    }

    static final String COUNT = """
            select count(*)
              from robot.diary d
             where d.court = :court
               and (:day::date is null or d.on_day = :day::date)
               and (:number::text is null or d.case_id = (select c.id from cases.file c where c.number = :number::text))
               and (:deed::text is null or d.deed = :deed::text)
            """;

    long count(CourtCode court, Asked asked) {
        return jdbc.sql(COUNT)
                .param("court", court)
                .param("day", asked.day())
                .param("number", asked.number() == null ? null : asked.number().text())
                .param("deed", asked.deed() == null ? null : asked.deed().name())
                .query(Long.class)
                .single();
    }

    static final String NEWEST_OF_CASE = """
            select at, sentence from robot.diary where case_id = :case_id order by id desc limit 8
            """;

    List<RoundsDiary.Entry> newest(CaseId id) {
        return jdbc.sql(NEWEST_OF_CASE)
                .param("case_id", id)
                .query((row, n) -> new RoundsDiary.Entry(row.getTimestamp("at").toInstant(), row.getString("sentence")))
                .list();
    }

    // --- the switch

    static final String POSITION = """
            select runs, because, by_name, at from robot.switch where court = :court order by id desc limit 1
            """;

    Optional<Position> position(CourtCode court) {
        return jdbc.sql(POSITION)
                .param("court", court)
                .query((row, n) -> new Position(
                        row.getBoolean("runs"),
                        row.getString("because"),
                        row.getString("by_name"),
                        row.getTimestamp("at").toInstant()))
                .optional();
    }

    /** Where the switch stands, since when, by whom and why. */
    record Position(boolean runs, String because, String by, Instant since) {}

    static final String LOCK_SWITCH = """
            select pg_advisory_xact_lock(hashtext('robot.switch'), hashtext(:court))
            """;

    void lockSwitch(CourtCode court) {
        jdbc.sql(LOCK_SWITCH).param("court", court).query((row, n) -> 0).list();
    }

    static final String TURN = """
            insert into robot.switch (court, runs, because, by_login, by_name, at)
            values (:court, :runs, :because, :login, :name, :now)
            """;

    void turn(CourtCode court, boolean runs, String because, String login, String name, Instant now) {
        jdbc.sql(TURN)
                .param("court", court)
                .param("runs", runs)
                .param("because", because)
                .param("login", login)
                .param("name", name)
                .param("now", now)
                .update();
    }
}
