package cn.sunlit.instalments;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on debts that are paid in parts. */
@Repository
class InstalmentStore {

    private final JdbcClient db;

    InstalmentStore(JdbcClient db) {
        this.db = db;
    }

    record Plan(long id, CaseId caseId, CaseNumber caseNumber, CourtCode court, String paper, LocalDate agreedOn) {}

    static final String IN_FORCE = """
            select id, case_id, case_number, court, paper, agreed_on from funds.instalment_plan
            where case_id = :case and ended_on is null
            """;

    Optional<Plan> inForce(CaseId id) {
        return db.sql(IN_FORCE).param("case", id).query(Plan.class).optional();
    }

    static final String PARTS = """
            select no, due_on, fen as amount from funds.instalment where plan = :plan order by no
            """;

    List<InstalmentPlan.Part> parts(long plan) {
        return db.sql(PARTS)
                .param("plan", plan)
                .query(InstalmentPlan.Part.class)
                .list();
    }

    static final String RECEIVED = """
            select coalesce(sum(fen), 0) from funds.receipt where case_id = :case and booked_on >= :since
            """;

    Money receivedSince(CaseId id, LocalDate since) {
        return new Money(db.sql(RECEIVED)
                .param("case", id)
                .param("since", since)
                .query(Long.class)
                .single());
    }

    static final String ADD = """
            insert into funds.instalment_plan (case_id, case_number, court, paper, agreed_on, made_by, made_name, made_at)
            values (:case, :number, :court, :paper, :on, :login, :name, :at) returning id
            """;

    long add(
            CaseId id,
            CaseNumber number,
            CourtCode court,
            String paper,
            LocalDate on,
            String login,
            String name,
            Instant at) {
        return db.sql(ADD)
                .param("case", id)
                .param("number", number)
                .param("court", court)
                .param("paper", paper)
                .param("on", on)
                .param("login", login)
                .param("name", name)
                .param("at", at)
                .query(Long.class)
                .single();
    }

    static final String ADD_PARTS = """
            insert into funds.instalment (plan, no, due_on, fen)
            select :plan, p.no, p.due_on, p.fen
            from unnest(:days::date[], :fen::bigint[]) with ordinality as p (due_on, fen, no)
            """;

    void addParts(long plan, List<InstalmentPlan.Part> parts) {
        db.sql(ADD_PARTS)
                .param("plan", plan)
                .param("days", parts.stream().map(p -> p.dueOn().toString()).toArray(String[]::new))
                .param("fen", parts.stream().map(p -> p.amount().fen()).toArray(Long[]::new))
                .update();
    }

    static final String END = """
            update funds.instalment_plan set ended_on = :on, ended_because = :because, ended_name = :name
            where id = :id and ended_on is null
            """;

    boolean end(long id, LocalDate on, String because, String name) {
        return db.sql(END)
                        .param("on", on)
                        .param("because", because)
                        .param("name", name)
                        .param("id", id)
                        .update()
                == 1;
    }

    record Missed(long plan, int no, CaseId caseId, CourtCode court, LocalDate dueOn, Money missing) {}

    static final String MISSED = """
            with due as (
                select i.plan, i.no, i.due_on, i.fen, p.case_id, p.court,
                       sum(i.fen) over (partition by i.plan order by i.no) as by_then,
                       (select coalesce(sum(r.fen), 0) from funds.receipt r
                        where r.case_id = p.case_id and r.booked_on >= p.agreed_on) as received
                from funds.instalment i join funds.instalment_plan p on p.id = i.plan
                where p.ended_on is null and i.due_on < :today)
            select plan, no, case_id, court, due_on, least(fen, by_then - received) as missing from due d where by_then > received
              and not exists (select from funds.instalment_missed m where m.plan = d.plan and m.no = d.no)
            order by plan, no limit 1000
            """;

    /** What was missed before this day and has not been put down. */
    List<Missed> missed(LocalDate today) {
        return db.sql(MISSED).param("today", today).query(Missed.class).list();
    }

    static final String PUT = """
            insert into funds.instalment_missed (plan, no, missing_fen, found_on) values (:plan, :no, :missing, :today)
            on conflict (plan, no) do nothing
            """;

    /** @return false where it was put down before */
    boolean put(Missed m, LocalDate today) {
        return db.sql(PUT)
                        .param("plan", m.plan())
                        .param("no", m.no())
                        .param("missing", m.missing().fen())
                        .param("today", today)
                        .update()
                == 1;
    }
}
