package cn.sunlit.desk;

import cn.sunlit.database.Deferred;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The desk's own table of arrivals, and its reads of the floors below: one statement for each part of the page. */
@Repository
class DeskStore {

    private final JdbcClient jdbc;
    private final Deferred<List<Note>> deferred =
            new Deferred<>(90, Set.of("desk.arrival"), ArrayList::new, this::write);

    DeskStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Note(
            CaseId id, CourtCode court, @Nullable String owner, String kind, String text, String tab, Instant at) {}

    static final String NOTE_ARRIVALS = """
            insert into desk.arrival (case_id, court, owner, kind, body, tab, at)
            select * from unnest(:cases::bigint[], :courts::text[], :owners::text[], :kinds::text[], :bodies::text[],
                                 :tabs::text[], :instants::timestamptz[])
            """;

    /** Written when the transaction ends. */
    void noteArrival(
            CaseId id, CourtCode court, @Nullable String owner, String kind, String text, String tab, Instant at) {
        deferred.change(waiting -> waiting.add(new Note(id, court, owner, kind, text, tab, at)));
    }

    private void write(List<Note> waiting) {
        List<Note> all = List.copyOf(waiting);
        waiting.clear();
        jdbc.sql(NOTE_ARRIVALS)
                .param("cases", all.stream().map(a -> a.id().value()).toArray(Long[]::new))
                .param("courts", all.stream().map(a -> a.court().value()).toArray(String[]::new))
                .param("owners", all.stream().map(Note::owner).toArray(String[]::new))
                .param("kinds", all.stream().map(Note::kind).toArray(String[]::new))
                .param("bodies", all.stream().map(Note::text).toArray(String[]::new))
                .param("tabs", all.stream().map(Note::tab).toArray(String[]::new))
                .param("instants", all.stream().map(a -> a.at().toString()).toArray(String[]::new))
                .update();
    }

    static final String MOVE_ARRIVALS = """
            update desk.arrival set owner = :owner
            where case_id = :case and owner is distinct from :owner and kind <> 'PERSONAL'
            """;

    /** What came in for a case follows it to its new officer; what was for one person stays with him. */
    void moveArrivals(CaseId id, String owner) {
        jdbc.sql(MOVE_ARRIVALS).param("case", id.value()).param("owner", owner).update();
    }

    static final String ARRIVALS_OF_OWNER = """
            select a.kind, a.body, a.tab, a.at, f.number
              from desk.arrival a join cases.file f on f.id = a.case_id
             where a.owner = :owner and a.at >= :since
             order by a.at desc, a.id desc
             limit 80
            """;

    static final String ARRIVALS_OF_COURT = """
            select a.kind, a.body, a.tab, a.at, f.number
              from desk.arrival a join cases.file f on f.id = a.case_id
             where a.court = :court and a.at >= :since
             order by a.at desc, a.id desc
             limit 80
            """;

    /** The newest eighty since a moment; of an officer by login, or with null of the whole court. */
    List<Arrival> arrivals(CourtCode court, @Nullable String owner, Instant since) {
        JdbcClient.StatementSpec query = owner == null
                ? jdbc.sql(ARRIVALS_OF_COURT).param("court", court.value())
                : jdbc.sql(ARRIVALS_OF_OWNER).param("owner", owner);
        return query.param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Arrival(
                        row.getString("kind"),
                        row.getString("body"),
                        row.getString("number"),
                        row.getString("tab"),
                        row.getTimestamp("at").toInstant(),
                        1))
                .list();
    }

    static final String STAGES_OF_OWNER = """
            select stage, count(*) as n from cases.file where officer = :owner group by stage
            """;

    static final String STAGES_OF_COURT = """
            select stage, count(*) as n from cases.file where court = :court group by stage
            """;

    Map<String, Long> stages(CourtCode court, @Nullable String owner) {
        JdbcClient.StatementSpec query = owner == null
                ? jdbc.sql(STAGES_OF_COURT).param("court", court.value())
                : jdbc.sql(STAGES_OF_OWNER).param("owner", owner);
        return query.query((row, n) -> Map.entry(row.getString("stage"), row.getLong("n"))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static final String CAPTIONS = """
            select f.id, f.number,
                   (select string_agg(p.name, '、' order by p.position)
                      from cases.participant p where p.case_id = f.id and p.side = 'APPLICANT' and p.position <= 2)
                   || ' 申请执行 ' ||
                   (select string_agg(p.name, '、' order by p.position)
                      from cases.participant p where p.case_id = f.id and p.side = 'RESPONDENT' and p.position <= 2) as caption
              from cases.file f
             where f.id = any(:ids) and f.stage in ('OPEN', 'SUSPENDED')
            """;

    /** Of cases that are still worked on; nothing is due in a closed one. */
    Map<Long, Caption> captions(Collection<CaseId> ids) {
        Long[] keys = ids.stream().map(CaseId::value).distinct().toArray(Long[]::new);
        return jdbc
                .sql(CAPTIONS)
                .param("ids", keys)
                .query((row, n) ->
                        Map.entry(row.getLong("id"), new Caption(row.getString("number"), row.getString("caption"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static final String AWAITING = """
            select 'DISTRIBUTION' as kind, d.id, d.case_number as number,
                   '案款发放 ' || to_char(d.total_fen / 100.0, 'FM999,999,999,990.00') || ' 元' as body,
                   d.proposed_name as proposer, d.proposed_by as login, d.proposed_at as at
              from funds.distribution d
             where d.court = :court and d.state = 'PROPOSED'
            union all
            select 'HOLD', h.id, h.case_number,
                   case h.kind when 'FROZEN' then '他院、他案冻结案款 ' when 'DEFERRED' then '延缓发放 ' else '提存 ' end
                       || to_char(h.fen / 100.0, 'FM999,999,999,990.00') || ' 元',
                   h.proposed_name, h.proposed_by, h.proposed_at
              from funds.hold h
             where h.court = :court and h.state in ('PROPOSED', 'APPROVED')
            union all
            select 'HOLD', r.id, h.case_number,
                   '解除冻结、延缓、提存 ' || to_char(r.fen / 100.0, 'FM999,999,999,990.00') || ' 元',
                   r.proposed_name, r.proposed_by, r.proposed_at
              from funds.hold h join funds.hold_release r on r.hold = h.id
             where h.court = :court and r.state = 'PROPOSED'
            union all
            select 'OUTLAY', p.id, p.case_number,
                   case p.kind when 'COST' then '支付变价费用 ' else '案款移交冻结法院 ' end
                       || to_char(p.fen / 100.0, 'FM999,999,999,990.00') || ' 元',
                   p.proposed_name, p.proposed_by, p.proposed_at
              from funds.payer_return p
             where p.court = :court and p.receipt is null and p.state = 'PROPOSED'
            union all
            select 'SANCTION', s.id, f.number,
                   case s.kind when 'CONSUMPTION_RESTRICTION' then '限制消费：' else '纳入失信名单：' end || s.party_name,
                   s.proposed_name, s.proposed_by, s.proposed_on::timestamptz
              from sanctions.sanction s join cases.file f on f.id = s.case_id
             where s.court = :court and s.state = 'PROPOSED'
            union all
            select 'PENALTY', p.id, f.number,
                   case when p.state = 'PROPOSED' then case when p.taken_at is null then '罚款拘留：' else '已先行拘留，补批：' end
                        else '提前解除拘留：' end || p.person,
                   coalesce(p.release_proposed_name, p.proposed_name), coalesce(p.release_proposed_by, p.proposed_by),
                   p.proposed_on::timestamptz
              from sanctions.penalty p join cases.file f on f.id = p.case_id
             where p.court = :court
               and (p.state = 'PROPOSED' or p.state in ('DECIDED', 'IN_CUSTODY') and p.release_ground is not null)
            union all
            select 'REWARD', r.id, f.number, '悬赏：' || r.respondents, r.applicant, r.applied_by, r.applied_on::timestamptz
              from investigation.reward r join cases.file f on f.id = r.case_id
             where r.court = :court and r.state = 'APPLIED'
             order by at, id
             limit 50
            """;

    /** Proposals of a court that wait for a second person, the oldest first. */
    List<Awaiting> awaiting(CourtCode court) {
        return jdbc.sql(AWAITING)
                .param("court", court.value())
                .query((row, n) -> new Awaiting(
                        row.getString("kind"),
                        row.getString("number"),
                        row.getString("body"),
                        row.getString("proposer"),
                        row.getString("login"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    /**
     * Money without a name.
     *
     * @param late how many of them longer than the three days for claiming
     * @param claims that wait for a second person
     * @param returns to payers that wait for a second person
     * @param returning to payers, however far
     */
    record InSuspense(long count, long late, long claims, long returns, long returning) {
        /** Those for which nobody has proposed anything yet. */
        long open() {
            return count - claims - returning;
        }
    }

    static final String IN_SUSPENSE = """
            select count(*) as count, count(*) filter (where r.booked_on < :fresh) as late,
                   count(*) filter (where exists (select from funds.claim c where c.receipt = r.id and c.state = 'PROPOSED'))
                       as claims,
                   count(*) filter (where exists (select from funds.payer_return b
                                                  where b.receipt = r.id and b.state = 'PROPOSED')) as returns,
                   count(*) filter (where exists (select from funds.payer_return b
                                                  where b.receipt = r.id
                                                    and b.state in ('PROPOSED', 'QUEUED', 'SENT', 'ACCEPTED', 'PAID'))) as returning
            from funds.receipt r where r.court = :court and r.case_id is null and r.returned_on is null
            """;

    /** The receipts of a court that belong to no case yet. */
    InSuspense inSuspense(CourtCode court, LocalDate today) {
        return jdbc.sql(IN_SUSPENSE)
                .param("court", court.value())
                .param("fresh", today.minusDays(3))
                .query(InSuspense.class)
                .single();
    }

    /** Number and parties of a case, for a line. */
    record Caption(String number, String caption) {}

    /**
     * @param tab where on the case's pages it is seen, {@code /funds}
     * @param times how often it came
     */
    record Arrival(String kind, String text, String number, String tab, Instant at, int times) {
        Arrival again() {
            return new Arrival(kind, text, number, tab, at, times + 1);
        }
    }

    /** @param kind DISTRIBUTION, HOLD, OUTLAY, SANCTION, PENALTY or REWARD */
    record Awaiting(String kind, String number, String text, String proposer, String login, Instant at) {
        String tab() {
            return switch (kind) {
                case "DISTRIBUTION" -> "/funds";
                case "HOLD" -> "/funds/holds";
                case "OUTLAY" -> "/funds/outlays";
                case "PENALTY" -> "/penalties";
                case "REWARD" -> "/rewards";
                default -> "/sanctions";
            };
        }
    }
}
