package cn.sunlit.funds;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL that brings money without a name and cases together. */
@Repository
class SuspenseStore {

    private final JdbcClient db;

    SuspenseStore(JdbcClient db) {
        this.db = db;
    }

    /**
     * Money without a name.
     *
     * @param hash of the account it was paid from
     * @param claim the claim that waits for confirmation
     * @param returning how far its return to the payer is, null where none is under way
     */
    record Row(
            long id,
            CourtCode court,
            Money amount,
            LocalDate bookedOn,
            @Nullable String payer,
            @Nullable String remark,
            @Nullable String namedAccount,
            byte @Nullable [] hash,
            @Nullable String masked,
            @Nullable Long claim,
            @Nullable Long returning,
            @Nullable String returnState) {}

    private static final String ROW = """
            select r.id, r.court, r.fen as amount, r.booked_on, r.payer, r.remark, nullif(r.named_account, own.number) as named_account,
                   r.payer_hash as hash, r.payer_masked as masked, c.id as claim, b.id as returning, b.state as return_state
            from funds.receipt r
            join funds.account own on own.court = r.court and own.kind = 'BANK'
            left join funds.claim c on c.receipt = r.id and c.state = 'PROPOSED'
            left join funds.payer_return b on b.receipt = r.id and b.state in ('PROPOSED', 'QUEUED', 'SENT', 'ACCEPTED', 'PAID')
            """;

    static final String OPEN = ROW + """
            where r.court = :court and r.case_id is null and r.returned_on is null
              and (:from::date is null or r.booked_on >= :from) and (:to::date is null or r.booked_on <= :to)
              and (:state::text is null or :state = case when b.id is not null then 'RETURNING' when c.id is not null then 'CLAIMED'
                                                        else 'OPEN' end)
              and (:words::text is null or strpos(coalesce(r.payer, '') || ' ' || coalesce(r.remark, ''), :words) > 0)
              and (:fen::bigint is null or r.fen = :fen)
            order by r.booked_on, r.id limit :size offset :skip
            """;

    /**
     * The oldest first.
     *
     * @param state {@code OPEN}, {@code CLAIMED} or {@code RETURNING}
     * @param words a part of the payer's name or the remark
     */
    record Sought(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String state,
            @Nullable String words,
            @Nullable Money amount) {
        static final Sought ALL = new Sought(null, null, null, null, null);
    }

    List<Row> open(CourtCode court, Sought sought, int size, int skip) {
        return db.sql(OPEN)
                .param("court", court)
                .param("from", sought.from(), Types.DATE)
                .param("to", sought.to(), Types.DATE)
                .param("state", sought.state())
                .param("words", sought.words())
                .param("fen", sought.amount() == null ? null : sought.amount().fen(), Types.BIGINT)
                .param("size", size)
                .param("skip", skip)
                .query(Row.class)
                .list();
    }

    static final String ONE = ROW + "where r.id = :id and r.case_id is null and r.returned_on is null";

    Optional<Row> one(long receipt) {
        return db.sql(ONE).param("id", receipt).query(Row.class).optional();
    }

    /** How much lies how long: what may still be claimed in time, what is late, what is forgotten. */
    record Ages(
            long fresh,
            Money freshSum,
            long late,
            Money lateSum,
            long old,
            Money oldSum,
            @Nullable LocalDate oldest) {
        long count() {
            return fresh + late + old;
        }

        Money sum() {
            return freshSum.plus(lateSum).plus(oldSum);
        }
    }

    static final String AGES = """
            select count(*) filter (where booked_on >= :fresh) as fresh,
                   coalesce(sum(fen) filter (where booked_on >= :fresh), 0) as fresh_sum,
                   count(*) filter (where booked_on < :fresh and booked_on >= :month) as late,
                   coalesce(sum(fen) filter (where booked_on < :fresh and booked_on >= :month), 0) as late_sum,
                   count(*) filter (where booked_on < :month) as old,
                   coalesce(sum(fen) filter (where booked_on < :month), 0) as old_sum,
                   min(booked_on) as oldest
            from funds.receipt where court = :court and case_id is null and returned_on is null
            """;

    Ages ages(CourtCode court, LocalDate fresh, LocalDate month) {
        return db.sql(AGES)
                .param("court", court)
                .param("fresh", fresh)
                .param("month", month)
                .query(Ages.class)
                .single();
    }

    /** What a receipt is sought by. */
    record Keys(
            CourtCode court,
            Collection<String> accounts,
            Collection<String> caseNumbers,
            Collection<String> titles,
            Collection<String> names,
            @Nullable String payer,
            byte @Nullable [] hash,
            Money amount,
            Money claimed) {}

    /**
     * Each way of finding goes by an index and brings twenty cases at most, the newest; closed ones only by a number. What is found is
     * fenced (offset 0): else the newest twenty might be sought through all cases, from the newest on.
     */
    static final String FIND = """
            with named as (
                select a.case_id from funds.account a
                where a.number = any(:accounts) and a.kind = 'CASE' and a.court = :court
                union select p.case_id from funds.payer_number p where p.number = any(:accounts) and p.court = :court
                union select f.id from cases.file f where f.number = any(:caseNumbers) and f.court = :court
            ), liked as (
                (select f.id as case_id from cases.file f where f.title_number = any(:titles) and f.court = :court limit 20)
                union
                select n.id from unnest(:names::text[]) as s (name)
                cross join lateral (
                    select f.id
                    from (select p.case_id from cases.participant p
                          where parties.grams(p.name) @> parties.grams_sought(s.name) and p.name = s.name
                            and (p.side = 'RESPONDENT' or s.name = :payer) offset 0) p
                    join cases.file f on f.id = p.case_id
                    where f.court = :court and f.stage <> 'CLOSED'
                    order by f.id desc limit 20) n
                union
                (select m.case_id
                 from (select y.id from parties.party y
                       where :payer::text is not null and parties.grams(y.name) @> parties.grams_sought(:payer)
                         and y.name = :payer offset 0) y
                 join cases.mandate m on m.party_id = y.id join cases.file f on f.id = m.case_id
                 where m.ended_on is null and f.court = :court and f.stage <> 'CLOSED'
                 order by 1 desc limit 20)
                union
                (select t.case_id from (select p.case_id from funds.payer_number p
                                        where p.court = :court and p.party is null and p.name = :payer offset 0) t
                 order by 1 desc limit 20)
                union
                (select r.case_id
                 from (select r.id, r.case_id from funds.receipt r
                       where r.payer_hash = :hash and r.case_id is not null and r.court = :court offset 0) r
                 order by r.id desc limit 20)
                union
                (select r.case_id
                 from (select r.id, r.case_id from funds.receipt r
                       where r.court = :court and r.payer = :payer and r.case_id is not null offset 0) r
                 order by r.id desc limit 20)
                union
                (select s.case_id from (select s.case_id, s.day from funds.slip s
                                        where s.court = :court and s.fen = :fen offset 0) s
                 order by s.day desc limit 20)
                union
                (select i.case_id from (select p.case_id, i.due_on from funds.instalment i
                                        join funds.instalment_plan p on p.id = i.plan
                                        where i.fen = :fen and p.court = :court and p.ended_on is null offset 0) i
                 order by i.due_on limit 20)
                union
                (select f.id
                 from (select f.id from cases.file f
                       where f.court = :court and f.stage in ('OPEN', 'SUSPENDED') and f.claimed_fen in (:fen, :claimed)
                       offset 0) f
                 order by f.id desc limit 20)
            )
            select n.case_id from named n
            union
            (select l.case_id from liked l join cases.file f on f.id = l.case_id
             where f.stage <> 'CLOSED' order by 1 desc limit 80)
            """;

    /** The cases for which there is any reason at all. */
    List<CaseId> find(Keys k) {
        return db
                .sql(FIND)
                .param("court", k.court())
                .param("accounts", k.accounts().toArray(new String[0]))
                .param("caseNumbers", k.caseNumbers().toArray(new String[0]))
                .param("titles", k.titles().toArray(new String[0]))
                .param("names", k.names().toArray(new String[0]))
                .param("payer", k.payer())
                .param("hash", k.hash(), Types.BINARY)
                .param("fen", k.amount())
                .param("claimed", k.claimed())
                .query(Long.class)
                .list()
                .stream()
                .map(CaseId::new)
                .toList();
    }

    record CaseRow(CaseId id, CaseNumber number, @Nullable String title, Money claimed, String account) {}

    static final String CASES = """
            select f.id, f.number, f.title_number as title, f.claimed_fen as claimed, a.number as account
            from cases.file f join funds.account a on a.case_id = f.id and a.kind = 'CASE'
            where f.id = any(:cases)
            """;

    List<CaseRow> cases(Collection<CaseId> cases) {
        return db.sql(CASES).param("cases", ids(cases)).query(CaseRow.class).list();
    }

    record PayerRow(CaseId caseId, String number, @Nullable Long party, String name) {}

    static final String PAYERS =
            "select case_id, number, party, name from funds.payer_number where case_id = any(:cases)";

    List<PayerRow> payers(Collection<CaseId> cases) {
        return db.sql(PAYERS).param("cases", ids(cases)).query(PayerRow.class).list();
    }

    record PersonRow(CaseId caseId, String name, Traits.Part part) {}

    static final String PEOPLE = """
            select case_id, name, side as part from cases.participant where case_id = any(:cases)
            union
            select case_id, name, kind from cases.mandate
            where case_id = any(:cases) and side = 'RESPONDENT' and ended_on is null
            """;

    List<PersonRow> people(Collection<CaseId> cases) {
        return db.sql(PEOPLE).param("cases", ids(cases)).query(PersonRow.class).list();
    }

    record EarlierRow(
            CaseId caseId,
            @Nullable String payer,
            byte @Nullable [] hash,
            @Nullable String masked,
            LocalDate on) {}

    /** Of each payer and account the last. */
    static final String EARLIER = """
            select distinct on (case_id, payer, payer_hash) case_id, payer, payer_hash as hash, payer_masked as masked,
                   booked_on as "on"
            from funds.receipt where case_id = any(:cases) order by case_id, payer, payer_hash, booked_on desc
            """;

    List<EarlierRow> earlier(Collection<CaseId> cases) {
        return db.sql(EARLIER)
                .param("cases", ids(cases))
                .query(EarlierRow.class)
                .list();
    }

    record SlipRow(CaseId caseId, LocalDate day, Money amount) {}

    static final String SLIPS = """
            select case_id, max(day) as day, fen as amount from funds.slip where case_id = any(:cases) group by case_id, fen
            """;

    List<SlipRow> slips(Collection<CaseId> cases) {
        return db.sql(SLIPS).param("cases", ids(cases)).query(SlipRow.class).list();
    }

    record InstalmentRow(CaseId caseId, int no, LocalDate dueOn, Money amount) {}

    static final String INSTALMENTS = """
            select p.case_id, i.no, i.due_on, i.fen as amount
            from funds.instalment_plan p join funds.instalment i on i.plan = p.id
            where p.case_id = any(:cases) and p.ended_on is null order by p.case_id, i.no
            """;

    /** Parts of the plans that hold. */
    List<InstalmentRow> instalments(Collection<CaseId> cases) {
        return db.sql(INSTALMENTS)
                .param("cases", ids(cases))
                .query(InstalmentRow.class)
                .list();
    }

    private static Long[] ids(Collection<CaseId> cases) {
        return cases.stream().map(CaseId::value).toArray(Long[]::new);
    }
}
