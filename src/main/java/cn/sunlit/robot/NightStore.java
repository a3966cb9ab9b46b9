package cn.sunlit.robot;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the robot's batches: all that it began for a court on one day. */
@Repository
class NightStore {

    private final JdbcClient jdbc;

    NightStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String NIGHTS = """
            select asked_on, count(*) as runs from robot.run
             where court = :court and asked_on >= :since
             group by asked_on
             order by asked_on desc
             limit 30
            """;

    /** The batches of a court since that day, the newest first. */
    List<Night> nights(CourtCode court, LocalDate since) {
        return jdbc.sql(NIGHTS)
                .param("court", court)
                .param("since", since)
                .query((row, n) -> new Night(row.getObject("asked_on", LocalDate.class), row.getLong("runs")))
                .list();
    }

    /** @param runs how many cases were asked about */
    record Night(LocalDate on, long runs) {}

    static final String PROGRESS = """
            select r.institution, i.name, count(*) as total,
                   count(*) filter (where r.state = 'ANSWERED') as answered,
                   count(*) filter (where r.state in ('ACCEPTED', 'READING')) as under_way,
                   count(*) filter (where r.state = 'QUEUED') as queued,
                   count(*) filter (where r.state = 'MANUAL') as manual,
                   count(*) filter (where r.state = 'CANCELLED') as cancelled
              from robot.run u
              join inquiries.request r on r.batch_id = u.batch_id
              join inquiries.institution i on i.code = r.institution
             where u.court = :court and u.asked_on = :day
             group by r.institution, i.name, i.position
             order by i.position
            """;

    /** How far one batch is, by institution. */
    List<Line> progress(CourtCode court, LocalDate day) {
        return jdbc.sql(PROGRESS)
                .param("court", court)
                .param("day", day)
                .query((row, n) -> new Line(
                        row.getString("institution"),
                        row.getString("name"),
                        row.getLong("total"),
                        row.getLong("answered"),
                        row.getLong("under_way"),
                        row.getLong("queued"),
                        row.getLong("manual"),
                        row.getLong("cancelled")))
                .list();
    }

    /**
     * One institution's part of a batch.
     *
     * @param underWay taken over by the institution, or its answer being read
     * @param queued not sent yet, or to be sent again
     * @param manual handed to a person
     */
    record Line(
            String institution,
            String name,
            long total,
            long answered,
            long underWay,
            long queued,
            long manual,
            long cancelled) {}

    static final String UNSENT = """
            select u.case_id, u.batch_id
              from robot.run u
             where u.court = :court and u.asked_on = :day and u.batch_id > :after
               and exists (select 1 from inquiries.request r where r.batch_id = u.batch_id and r.state = 'QUEUED')
             order by u.batch_id
             limit :most
            """;

    List<Unsent> unsent(CourtCode court, LocalDate day, long after, int most) {
        return jdbc.sql(UNSENT)
                .param("court", court)
                .param("day", day)
                .param("after", after)
                .param("most", most)
                .query((row, n) -> new Unsent(new CaseId(row.getLong("case_id")), row.getLong("batch_id")))
                .list();
    }

    /** A round of which something has not been sent. */
    record Unsent(CaseId caseId, long batch) {}
}
