package cn.sunlit.initiation;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.parties.PartyId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which opening acts of a case were done and when. */
@Repository
class InitiationStore {

    private final JdbcClient jdbc;

    InitiationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String BEGIN = """
            insert into initiation.step (case_id, step, court, done_on, done_by)
            values (:case, :step, :court, :on, :by)
            on conflict (case_id, step) do nothing
            """;

    /** @return whether the step was still to be done; a second caller waits for the first one's transaction */
    boolean begin(CaseId id, Step step, CourtCode court, LocalDate on, String by) {
        return jdbc.sql(BEGIN)
                        .param("case", id.value())
                        .param("step", step.name())
                        .param("court", court.value())
                        .param("on", on)
                        .param("by", by)
                        .update()
                == 1;
    }

    static final String DONE = """
            select step, done_on, done_by from initiation.step where case_id = :case order by done_on, step
            """;

    List<StepDone> done(CaseId id) {
        return jdbc.sql(DONE)
                .param("case", id.value())
                .query((row, n) -> new StepDone(
                        Step.valueOf(row.getString("step")),
                        row.getObject("done_on", LocalDate.class),
                        row.getString("done_by")))
                .list();
    }

    static final String SET_PERIOD = """
            insert into initiation.performance_period (case_id, court, ends_on)
            values (:case, :court, :ends)
            on conflict (case_id) do update set ends_on = excluded.ends_on
             where not initiation.performance_period.lapse_told
            """;

    void setPerformancePeriod(CaseId id, CourtCode court, LocalDate endsOn) {
        jdbc.sql(SET_PERIOD)
                .param("case", id.value())
                .param("court", court.value())
                .param("ends", endsOn)
                .update();
    }

    static final String PERIOD = """
            select ends_on from initiation.performance_period where case_id = :case
            """;

    Optional<LocalDate> performancePeriodEnds(CaseId id) {
        return jdbc.sql(PERIOD).param("case", id.value()).query(LocalDate.class).optional();
    }

    static final String LAPSED = """
            update initiation.performance_period
               set lapse_told = true
             where case_id in (select case_id
                                 from initiation.performance_period
                                where not lapse_told and ends_on < :today
                                order by ends_on
                                limit 100
                                  for update skip locked)
            returning case_id, court, ends_on
            """;

    /** Takes up to a hundred periods that have run out and were not yet told, each once. */
    List<Lapsed> takeLapsed(LocalDate today) {
        return jdbc.sql(LAPSED)
                .param("today", today)
                .query((row, n) -> new Lapsed(
                        new CaseId(row.getLong("case_id")),
                        new CourtCode(row.getString("court")),
                        row.getObject("ends_on", LocalDate.class)))
                .list();
    }

    static final String ADDRESS = """
            insert into initiation.addressed (document_id, case_id, party_id) values (:document, :case, :party)
            """;

    void address(CaseId id, long document, PartyId party) {
        jdbc.sql(ADDRESS)
                .param("document", document)
                .param("case", id.value())
                .param("party", party.value())
                .update();
    }

    static final String ADDRESSED = """
            select document_id from initiation.addressed
             where case_id = :case and party_id = :party order by document_id
            """;

    List<Long> addressedTo(CaseId id, PartyId party) {
        return jdbc.sql(ADDRESSED)
                .param("case", id.value())
                .param("party", party.value())
                .query(Long.class)
                .list();
    }

    record Lapsed(CaseId caseId, CourtCode court, LocalDate endedOn) {}
}
