package cn.sunlit.investigation;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the reports of property. */
@Repository
class ReportStore {

    private final JdbcClient jdbc;

    ReportStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String ADD = """
            insert into investigation.report (case_id, court, party_id, supplement, reported_on, reported_by, late, changed_on)
            values (:case_id, :court, :party, :supplement, :on, :by, :late, :changed)
            returning id
            """;

    static final String LINE = """
            insert into investigation.report_line (report_id, item, words_sealed) values (:report, :item, :words)
            """;

    /** @param lines sealed; empty where there is nothing */
    long add(
            CaseId caseId,
            CourtCode court,
            long party,
            LocalDate on,
            String by,
            boolean late,
            @Nullable LocalDate changed,
            Map<ReportItem, byte[]> lines) {
        long report = jdbc.sql(ADD)
                .param("case_id", caseId)
                .param("court", court)
                .param("party", party)
                .param("supplement", changed != null)
                .param("on", on)
                .param("by", by)
                .param("late", late)
                .param("changed", changed)
                .query(Long.class)
                .single();
        lines.forEach((item, words) -> jdbc.sql(LINE)
                .param("report", report)
                .param("item", item)
                .param("words", words)
                .update());
        return report;
    }

    /** A report as it was told. */
    record Report(
            long id,
            CaseId caseId,
            long partyId,
            boolean supplement,
            LocalDate reportedOn,
            String reportedBy,
            boolean late,
            @Nullable LocalDate changedOn,
            @Nullable String verdict,
            @Nullable String verdictFacts,
            @Nullable LocalDate verdictOn) {}

    static final String OF_CASE = """
            select * from investigation.report where case_id = :case_id order by id desc
            """;

    List<Report> ofCase(CaseId caseId) {
        return jdbc.sql(OF_CASE).param("case_id", caseId).query(Report.class).list();
    }

    static final String LOCK = """
            select * from investigation.report where id = :id for update
            """;

    Optional<Report> lock(long id) {
        return jdbc.sql(LOCK).param("id", id).query(Report.class).optional();
    }

    record Line(long reportId, ReportItem item, byte[] wordsSealed) {}

    static final String LINES = """
            select l.report_id, l.item, l.words_sealed
              from investigation.report_line l join investigation.report r on r.id = l.report_id
             where r.case_id = :case_id
             order by l.id
            """;

    List<Line> lines(CaseId caseId) {
        return jdbc.sql(LINES).param("case_id", caseId).query(Line.class).list();
    }

    static final String VERDICT = """
            update investigation.report set verdict = :verdict, verdict_facts = :facts, verdict_by = :by, verdict_on = :on
             where id = :id and verdict is null
            """;

    boolean verdict(long id, boolean isTrue, String facts, String by, LocalDate on) {
        return jdbc.sql(VERDICT)
                        .param("id", id)
                        .param("verdict", isTrue ? "TRUE" : "FALSE")
                        .param("facts", facts)
                        .param("by", by)
                        .param("on", on)
                        .update()
                > 0;
    }

    /** A wish for more time. */
    record Extension(
            long id,
            long partyId,
            LocalDate askedOn,
            String because,
            LocalDate wanted,
            String state,
            @Nullable LocalDate untilOn) {}

    static final String EXTENSIONS = """
            select id, party_id, asked_on, because, wanted, state, until_on from investigation.extension
             where case_id = :case_id order by id desc
            """;

    List<Extension> extensions(CaseId caseId) {
        return jdbc.sql(EXTENSIONS)
                .param("case_id", caseId)
                .query(Extension.class)
                .list();
    }

    static final String ASK = """
            insert into investigation.extension (case_id, party_id, asked_on, because, wanted, state)
            values (:case_id, :party, :on, :because, :wanted, 'ASKED')
            on conflict (case_id, party_id) where state = 'ASKED' do nothing
            """;

    boolean ask(CaseId caseId, long party, LocalDate on, String because, LocalDate wanted) {
        return jdbc.sql(ASK)
                        .param("case_id", caseId)
                        .param("party", party)
                        .param("on", on)
                        .param("because", because)
                        .param("wanted", wanted)
                        .update()
                > 0;
    }

    static final String DECIDE = """
            update investigation.extension
               set state = case when :until::date is null then 'REFUSED' else 'GRANTED' end, until_on = :until::date,
                   decided_by = :by, decided_on = :on
             where case_id = :case_id and party_id = :party and state = 'ASKED'
            """;

    boolean decide(CaseId caseId, long party, @Nullable LocalDate until, String by, LocalDate on) {
        return jdbc.sql(DECIDE)
                        .param("case_id", caseId)
                        .param("party", party)
                        .param("until", until)
                        .param("by", by)
                        .param("on", on)
                        .update()
                > 0;
    }
}
