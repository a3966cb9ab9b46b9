package cn.sunlit.cases;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.parties.PartyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the mandates; those of a filing are written with its parties by {@link CaseStore}. */
@Repository
class MandateStore {

    private final JdbcClient db;

    MandateStore(JdbcClient db) {
        this.db = db;
    }

    static final String OF_CASE = """
            select m.*, p.party_id as principal, p.name as principal_name
            from cases.mandate m join cases.participant p using (case_id, side, position)
            where m.case_id = :case order by m.id desc limit 500
            """;

    /** The newest first. */
    List<Mandate> ofCase(CaseId id) {
        return db.sql(OF_CASE)
                .param("case", id.value())
                .query(MandateStore::mandate)
                .list();
    }

    static final String POSITION = """
            select position from cases.participant
            where case_id = :case and side = :side and party_id = :party order by position limit 1
            """;

    int position(CaseId id, Side side, PartyId party) {
        return db.sql(POSITION)
                .param("case", id.value())
                .param("side", side.name())
                .param("party", party.value())
                .query(Integer.class)
                .single();
    }

    /** A mandate to be written. */
    record New(
            Mandate.Kind kind,
            PartyId person,
            String name,
            Set<SpecialPower> powers,
            boolean replaces,
            String paper,
            LocalDate from,
            @Nullable LocalDate until) {}

    static final String ADD = """
            insert into cases.mandate (case_id, side, position, kind, party_id, name, powers, replaces, paper, from_on, until_on,
                                       appointed_by, appointed_name, appointed_at)
            values (:case, :side, :position, :kind, :person, :name, :powers::text[], :replaces, :paper, :from, :until,
                    :by, :byName, :at)
            returning id
            """;

    long add(Actor by, CaseId id, Side side, int position, New mandate, Instant at) {
        return db.sql(ADD)
                .param("case", id.value())
                .param("side", side.name())
                .param("position", position)
                .param("kind", mandate.kind().name())
                .param("person", mandate.person().value())
                .param("name", mandate.name())
                .param(
                        "powers",
                        mandate.powers().stream().map(Enum::name).sorted().toArray(String[]::new))
                .param("replaces", mandate.replaces())
                .param("paper", mandate.paper())
                .param("from", mandate.from())
                .param("until", mandate.until(), Types.DATE)
                .param("by", by.login())
                .param("byName", by.name())
                .param("at", at)
                .query(Long.class)
                .single();
    }

    static final String END = """
            update cases.mandate
               set ended_on = :on, ended_for = :why, ended_paper = :paper, ended_by = :by, ended_name = :byName
             where id = :id and case_id = :case and ended_on is null
            """;

    /** @return false when it was over already */
    boolean end(Actor by, CaseId id, long mandate, Mandate.Ending ending) {
        return db.sql(END)
                        .param("on", ending.on())
                        .param("why", ending.why())
                        .param("paper", ending.paper())
                        .param("by", by.login())
                        .param("byName", by.name())
                        .param("id", mandate)
                        .param("case", id.value())
                        .update()
                == 1;
    }

    static final String SEATS = """
            select p.party_id
            from cases.participant p
            where p.case_id = :case and p.side = :side and p.party_id = :person and not cases.is_replaced(p, :today)
            union
            select p.party_id
            from cases.mandate m join cases.participant p using (case_id, side, position)
            where m.case_id = :case and m.side = :side and m.party_id = :person and cases.is_in_force(m, :today)
              and (m.kind = 'SUCCESSOR' or not cases.is_replaced(p, :today))
            """;

    /** For which parties this person stands in this case on that day, itself among them; empty for who has no seat in it. */
    Set<Long> seats(CaseId id, Side side, long person, LocalDate today) {
        return db
                .sql(SEATS)
                .param("case", id.value())
                .param("side", side.name())
                .param("person", person)
                .param("today", today)
                .query(Long.class)
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    static final String ADD_STATEMENT = """
            insert into cases.statement (case_id, side, party_id, name, seat, kind, text, stated_at)
            values (:case, :side, :person, :name, :seat, :kind, :text, :at) returning id
            """;

    long addStatement(
            CaseId id, Side side, long person, String name, String seat, Statement.Kind kind, String text, Instant at) {
        return db.sql(ADD_STATEMENT)
                .param("case", id.value())
                .param("side", side.name())
                .param("person", person)
                .param("name", name)
                .param("seat", seat)
                .param("kind", kind.name())
                .param("text", text)
                .param("at", at)
                .query(Long.class)
                .single();
    }

    static final String STATED_SINCE = """
            select count(*) from cases.statement where case_id = :case and party_id = :person and stated_at > :since
            """;

    int statedSince(CaseId id, long person, Instant since) {
        return db.sql(STATED_SINCE)
                .param("case", id.value())
                .param("person", person)
                .param("since", since)
                .query(Integer.class)
                .single();
    }

    static final String STATEMENTS = """
            select id, side, name, seat, kind, text, stated_at from cases.statement
            where case_id = :case and (:person::bigint is null or party_id = :person) order by id desc limit 200
            """;

    /** @param person whose alone; null for all */
    List<Statement> statements(CaseId id, @Nullable Long person) {
        return db.sql(STATEMENTS)
                .param("case", id.value())
                .param("person", person, Types.BIGINT)
                .query((row, at) -> new Statement(
                        row.getLong("id"),
                        Side.valueOf(row.getString("side")),
                        row.getString("name"),
                        row.getString("seat"),
                        Statement.Kind.valueOf(row.getString("kind")),
                        row.getString("text"),
                        row.getTimestamp("stated_at").toInstant()))
                .list();
    }

    private static Mandate mandate(ResultSet row, int at) throws SQLException {
        LocalDate ended = row.getObject("ended_on", LocalDate.class);
        return new Mandate(
                row.getLong("id"),
                Mandate.Kind.valueOf(row.getString("kind")),
                Side.valueOf(row.getString("side")),
                row.getInt("position"),
                new PartyId(row.getLong("principal")),
                row.getString("principal_name"),
                new PartyId(row.getLong("party_id")),
                row.getString("name"),
                null,
                Arrays.stream((String[]) row.getArray("powers").getArray())
                        .map(SpecialPower::valueOf)
                        .collect(Collectors.toSet()),
                row.getBoolean("replaces"),
                row.getString("paper"),
                row.getObject("from_on", LocalDate.class),
                row.getObject("until_on", LocalDate.class),
                row.getString("appointed_name"),
                ended == null
                        ? null
                        : new Mandate.Ending(
                                ended,
                                row.getString("ended_for"),
                                row.getString("ended_paper"),
                                row.getString("ended_name")));
    }
}
