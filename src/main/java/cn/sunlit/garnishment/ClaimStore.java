package cn.sunlit.garnishment;

import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL about matured claims. */
@Repository
class ClaimStore {

    private final JdbcClient jdbc;

    ClaimStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String ADD = """
            insert into garnishment.claim (case_id, court, party_id, debtor, third, basis, judged, asked_by, amount_fen, admitted_fen,
                                           state, notice_id, opened_by, opened_at)
            values (:case_id, :court, :party, :debtor, :third, :basis, :judged, :asked_by, :amount, :amount,
                    'ISSUED', :notice, :by, :now)
            on conflict (case_id, third, basis) where state in ('ISSUED', 'SERVED', 'LAPSED', 'RULED') do nothing
            returning id
            """;

    /** @return empty when the same claim is being pursued already */
    Optional<Long> add(
            CaseId id,
            CourtCode court,
            String debtor,
            ClaimDraft d,
            Money amount,
            long notice,
            String by,
            Instant now) {
        return jdbc.sql(ADD)
                .param("case_id", id)
                .param("court", court)
                .param("party", d.party())
                .param("debtor", debtor)
                .param("third", d.third())
                .param("basis", d.basis())
                .param("judged", d.judged())
                .param("asked_by", d.askedBy())
                .param("amount", amount)
                .param("notice", notice)
                .param("by", by)
                .param("now", now)
                .query(Long.class)
                .optional();
    }

    static final String CLAIM = """
            select id, case_id, party_id, debtor, third, basis, judged, amount_fen, admitted_fen, paid_fen, state, notice_id,
                   served_on, served_how, due_on, answered_on, answer, answer_text, ruling_id, ruled_on
              from garnishment.claim
            """;

    static final String OF_CASE = CLAIM + " where case_id = :case_id order by id limit 500";

    List<MaturedClaim> ofCase(CaseId id) {
        return jdbc.sql(OF_CASE).param("case_id", id).query((r, n) -> claim(r)).list();
    }

    static final String LOCKED = CLAIM + " where id = :id and case_id = :case_id for update";

    Optional<MaturedClaim> lock(CaseId id, long claim) {
        return jdbc.sql(LOCKED)
                .param("id", claim)
                .param("case_id", id)
                .query((r, n) -> claim(r))
                .optional();
    }

    static final String OVER = CLAIM + """
             where state = 'SERVED' and due_on < :today
             order by due_on, id
             limit 100
               for update skip locked
            """;

    /** Served claims whose last day has passed. */
    List<MaturedClaim> over(LocalDate today) {
        return jdbc.sql(OVER).param("today", today).query((r, n) -> claim(r)).list();
    }

    static final String SERVED = """
            update garnishment.claim set state = 'SERVED', served_on = :on, served_how = :how, due_on = :due
             where id = :id and state = 'ISSUED'
            """;

    void served(long id, LocalDate on, String how, LocalDate due) {
        jdbc.sql(SERVED)
                .param("id", id)
                .param("on", on)
                .param("how", how)
                .param("due", due)
                .update();
    }

    static final String ANSWERED = """
            update garnishment.claim
               set answered_on = :on, answer = :answer, answer_text = :text, admitted_fen = :admitted, state = :state
             where id = :id
            """;

    void answered(long id, LocalDate on, ClaimAnswer answer, String text, Money admitted, String state) {
        jdbc.sql(ANSWERED)
                .param("id", id)
                .param("on", on)
                .param("answer", answer)
                .param("text", text)
                .param("admitted", admitted)
                .param("state", state)
                .update();
    }

    static final String RULED = """
            update garnishment.claim set state = 'RULED', ruling_id = :ruling, ruled_on = :on where id = :id
            """;

    void ruled(long id, long ruling, LocalDate on) {
        jdbc.sql(RULED).param("id", id).param("ruling", ruling).param("on", on).update();
    }

    static final String STATE = """
            update garnishment.claim set state = :state where id = :id
            """;

    void state(long id, String state) {
        jdbc.sql(STATE).param("id", id).param("state", state).update();
    }

    static final String PAID = """
            update garnishment.claim
               set paid_fen = paid_fen + :amount,
                   state = case when paid_fen + :amount >= admitted_fen then 'PERFORMED' else state end
             where id = :id
            """;

    void paid(long id, Money amount) {
        jdbc.sql(PAID).param("id", id).param("amount", amount).update();
    }

    static final String ARRIVED = """
            insert into garnishment.arrival (voucher, case_id, claim_id, income_id, month, amount_fen, arrived_on)
            values (:voucher, :case_id, :claim, :income, :month, :amount, :on)
            on conflict do nothing
            """;

    /** @return whether the voucher, and the month of an income, had not been counted before */
    boolean arrived(
            String voucher,
            CaseId id,
            @Nullable Long claim,
            @Nullable Long income,
            @Nullable LocalDate month,
            Money amount,
            LocalDate on) {
        return jdbc.sql(ARRIVED)
                        .param("voucher", voucher)
                        .param("case_id", id)
                        .param("claim", claim)
                        .param("income", income)
                        .param("month", month)
                        .param("amount", amount)
                        .param("on", on)
                        .update()
                == 1;
    }

    static final String WAIT_FOR_MONEY = """
            select case_id from garnishment.claim
             where case_id = any (:cases) and state in ('SERVED', 'LAPSED', 'RULED')
            union
            select case_id from garnishment.income where case_id = any (:cases) and state in ('ORDERED', 'RUNNING')
            """;

    /** Those of the cases in which a claim or an income is still to bring money. */
    Set<CaseId> waitingForMoney(Collection<CaseId> cases) {
        return new HashSet<>(jdbc.sql(WAIT_FOR_MONEY)
                .param("cases", cases.stream().map(CaseId::value).toArray(Long[]::new))
                .query((row, n) -> new CaseId(row.getLong("case_id")))
                .list());
    }

    static final String COUNTED = """
            select voucher from garnishment.arrival where case_id = :case_id
            """;

    /** Vouchers of a case that were counted already. */
    List<String> counted(CaseId id) {
        return jdbc.sql(COUNTED).param("case_id", id).query(String.class).list();
    }

    private static MaturedClaim claim(ResultSet r) throws SQLException {
        String answer = r.getString("answer");
        long ruling = r.getLong("ruling_id");
        return new MaturedClaim(
                r.getLong("id"),
                new CaseId(r.getLong("case_id")),
                r.getLong("party_id"),
                r.getString("debtor"),
                r.getString("third"),
                r.getString("basis"),
                r.getBoolean("judged"),
                new Money(r.getLong("amount_fen")),
                new Money(r.getLong("admitted_fen")),
                new Money(r.getLong("paid_fen")),
                r.getString("state"),
                r.getLong("notice_id"),
                r.getObject("served_on", LocalDate.class),
                r.getString("served_how"),
                r.getObject("due_on", LocalDate.class),
                r.getObject("answered_on", LocalDate.class),
                answer == null ? null : ClaimAnswer.valueOf(answer),
                r.getString("answer_text"),
                ruling == 0 ? null : Long.valueOf(ruling),
                r.getObject("ruled_on", LocalDate.class));
    }
}
