package cn.sunlit.powers;

import cn.sunlit.docket.CaseRef;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.StaffMember;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on lent powers and urgent looks. */
@Repository
class PowersStore {

    private final JdbcClient jdbc;

    PowersStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String ADD_LOAN = """
            insert into powers.loan (court, lender, lender_name, deputy, deputy_name, cases, case_numbers, begins_on, ends_on,
                                     reason, state, proposed_by, proposed_name, proposed_at)
            values (:court, :lender, :lenderName, :deputy, :deputyName, :cases::bigint[], :numbers::text[], :begins, :ends,
                    :reason, 'PROPOSED', :by, :byName, :at)
            returning id""";

    long addLoan(
            Actor by,
            StaffMember lender,
            StaffMember deputy,
            List<CaseRef> cases,
            LocalDate begins,
            LocalDate ends,
            String reason,
            Instant at) {
        return jdbc.sql(ADD_LOAN)
                .param("court", lender.court().value())
                .param("lender", lender.login())
                .param("lenderName", lender.name())
                .param("deputy", deputy.login())
                .param("deputyName", deputy.name())
                .param("cases", cases.stream().map(c -> c.id().value()).toArray(Long[]::new))
                .param("numbers", cases.stream().map(c -> c.number().text()).toArray(String[]::new))
                .param("begins", begins)
                .param("ends", ends)
                .param("reason", reason)
                .param("by", by.login())
                .param("byName", by.name())
                .param("at", Timestamp.from(at))
                .query(Long.class)
                .single();
    }

    static final String LOAN = """
            select * from powers.loan where id = :id for update""";

    /** Locked, so that of two who decide at the same moment one comes second. */
    Optional<Loan> lockLoan(long id) {
        return jdbc.sql(LOAN).param("id", id).query(PowersStore::loan).optional();
    }

    static final String LOANS = """
            select * from powers.loan where court = :court and ends_on >= :since order by id desc limit 200""";

    List<Loan> loans(CourtCode court, LocalDate since) {
        return jdbc.sql(LOANS)
                .param("court", court.value())
                .param("since", since)
                .query(PowersStore::loan)
                .list();
    }

    static final String IN_FORCE = """
            select * from powers.loan
             where deputy = :deputy and state = 'APPROVED' and begins_on <= :today and ends_on >= :today
             order by id""";

    List<Loan> inForce(String deputy, LocalDate today) {
        return jdbc.sql(IN_FORCE)
                .param("deputy", deputy)
                .param("today", today)
                .query(PowersStore::loan)
                .list();
    }

    static final String ARE_ONE = """
            select exists (
                select 1 from powers.loan
                 where (deputy, lender) in ((:one, :other), (:other, :one)) and begins_on <= :today and ends_on >= :today
                   and decided_by is not null
                   and (state = 'APPROVED' or state = 'WITHDRAWN' and withdrawn_at >= :since))""";

    /** @param since a loan that was withdrawn after this moment still binds the two */
    boolean areOne(String one, String other, LocalDate today, Instant since) {
        return jdbc.sql(ARE_ONE)
                .param("one", one)
                .param("other", other)
                .param("today", today)
                .param("since", Timestamp.from(since))
                .query(Boolean.class)
                .single();
    }

    static final String DECIDE = """
            update powers.loan set state = :state, decided_by = :by, decided_name = :name, decided_at = :at
             where id = :id and state = 'PROPOSED'""";

    void decide(long id, String state, Actor by, Instant at) {
        jdbc.sql(DECIDE)
                .param("id", id)
                .param("state", state)
                .param("by", by.login())
                .param("name", by.name())
                .param("at", Timestamp.from(at))
                .update();
    }

    static final String WITHDRAW = """
            update powers.loan set state = 'WITHDRAWN', withdrawn_by = :by, withdrawn_name = :name, withdrawn_at = :at
             where id = :id""";

    void withdraw(long id, Actor by, Instant at) {
        jdbc.sql(WITHDRAW)
                .param("id", id)
                .param("by", by.login())
                .param("name", by.name())
                .param("at", Timestamp.from(at))
                .update();
    }

    static final String ADD_LOOK = """
            insert into powers.look (case_id, number, court, login, name, reason, begins_at, ends_at)
            values (:case, :number, :court, :login, :name, :reason, :begins, :ends)
            returning id""";

    long addLook(Actor by, CaseRef file, CourtCode keeper, String reason, Instant begins, Instant ends) {
        return jdbc.sql(ADD_LOOK)
                .param("case", file.id().value())
                .param("number", file.number().text())
                .param("court", keeper.value())
                .param("login", by.login())
                .param("name", by.name())
                .param("reason", reason)
                .param("begins", Timestamp.from(begins))
                .param("ends", Timestamp.from(ends))
                .query(Long.class)
                .single();
    }

    static final String LOOKS_NOW = """
            select exists (select 1 from powers.look where login = :login and case_id = :case and begins_at <= :now and ends_at > :now)""";

    boolean looksNow(String login, CaseId id, Instant now) {
        return jdbc.sql(LOOKS_NOW)
                .param("login", login)
                .param("case", id.value())
                .param("now", Timestamp.from(now))
                .query(Boolean.class)
                .single();
    }

    static final String LOOKS = """
            select * from powers.look where court = any (:courts) order by reviewed_at is not null, id desc limit 200""";

    /** What waits for review first, then the newest. */
    List<Look> looks(List<CourtCode> courts) {
        return jdbc.sql(LOOKS)
                .param("courts", courts.stream().map(CourtCode::value).toArray(String[]::new))
                .query(PowersStore::look)
                .list();
    }

    static final String LOOK = """
            select * from powers.look where id = :id for update""";

    Optional<Look> lockLook(long id) {
        return jdbc.sql(LOOK).param("id", id).query(PowersStore::look).optional();
    }

    static final String REVIEW = """
            update powers.look
               set reasonable = :reasonable, remark = :remark, reviewed_by = :by, reviewed_name = :name, reviewed_at = :at
             where id = :id and reviewed_by is null""";

    void review(long id, boolean reasonable, String remark, Actor by, Instant at) {
        jdbc.sql(REVIEW)
                .param("id", id)
                .param("reasonable", reasonable)
                .param("remark", remark)
                .param("by", by.login())
                .param("name", by.name())
                .param("at", Timestamp.from(at))
                .update();
    }

    private static Loan loan(ResultSet row, int number) throws SQLException {
        return new Loan(
                row.getLong("id"),
                new CourtCode(row.getString("court")),
                row.getString("lender"),
                row.getString("lender_name"),
                row.getString("deputy"),
                row.getString("deputy_name"),
                Arrays.stream((Long[]) row.getArray("cases").getArray())
                        .map(CaseId::new)
                        .collect(Collectors.toSet()),
                List.of((String[]) row.getArray("case_numbers").getArray()),
                row.getObject("begins_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                row.getString("reason"),
                row.getString("state"),
                row.getString("proposed_by"),
                row.getString("proposed_name"),
                row.getString("decided_name"));
    }

    private static Look look(ResultSet row, int number) throws SQLException {
        boolean reasonable = row.getBoolean("reasonable");
        boolean open = row.wasNull();
        return new Look(
                row.getLong("id"),
                row.getString("number"),
                new CourtCode(row.getString("court")),
                row.getString("login"),
                row.getString("name"),
                row.getString("reason"),
                row.getTimestamp("begins_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                open ? null : reasonable,
                row.getString("remark"),
                row.getString("reviewed_name"));
    }
}
