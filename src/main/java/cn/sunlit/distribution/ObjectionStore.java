package cn.sunlit.distribution;

import cn.sunlit.kernel.CaseId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of service, objections and answers to them. */
@Repository
class ObjectionStore {

    private final JdbcClient db;

    ObjectionStore(JdbcClient db) {
        this.db = db;
    }

    static final String ADD_RECIPIENT = """
            insert into distribution.recipient (plan, version, debtor, case_id, party, name)
            values (:plan, :version, :debtor, :case, :party, :name)
            """;

    void addRecipient(long plan, int version, boolean debtor, @Nullable CaseId id, @Nullable Long party, String name) {
        db.sql(ADD_RECIPIENT)
                .param("plan", plan)
                .param("version", version)
                .param("debtor", debtor)
                .param("case", id)
                .param("party", party)
                .param("name", name)
                .update();
    }

    static final String RECIPIENTS = """
            select id, plan, version, debtor, case_id, party, name, served_on, how, due_on
            from distribution.recipient
            where plan = :plan and version = (select max(version) from distribution.recipient where plan = :plan)
            order by debtor, id
            """;

    /** Those on whom the plan was to be served when it was decided, not those of an amendment. */
    List<Recipient> recipients(long plan) {
        return db.sql(RECIPIENTS).param("plan", plan).query(Recipient.class).list();
    }

    static final String SERVED = """
            update distribution.recipient set served_on = :on, how = :how, due_on = :due where id = :id and served_on is null
            """;

    boolean served(long recipient, LocalDate on, String how, LocalDate due) {
        return db.sql(SERVED)
                        .param("on", on)
                        .param("how", how)
                        .param("due", due)
                        .param("id", recipient)
                        .update()
                == 1;
    }

    static final String ADD_OBJECTION = """
            insert into distribution.objection (plan, recipient, received_on, words, claim, wish, state, ended_on, ended_how)
            values (:plan, :recipient, :on, :words, :claim, :wish::jsonb, :state, :endedOn, :endedHow)
            returning id
            """;

    long add(
            long plan,
            long recipient,
            LocalDate on,
            String words,
            int claim,
            String wish,
            Objection.State state,
            @Nullable LocalDate endedOn,
            @Nullable String endedHow) {
        return db.sql(ADD_OBJECTION)
                .param("plan", plan)
                .param("recipient", recipient)
                .param("on", on)
                .param("words", words)
                .param("claim", claim)
                .param("wish", wish)
                .param("state", state)
                .param("endedOn", endedOn)
                .param("endedHow", endedHow)
                .query(Long.class)
                .single();
    }

    private static final String COLUMNS = """
            select o.id, o.plan, o.recipient, r.name as objector, o.received_on, o.words, o.claim, o.wish::text as wish, o.state,
                   o.notice_id, o.opposition_id, o.told_on, o.suit_due_on, o.sued_on, o.suit, o.ended_on, o.ended_how
            from distribution.objection o join distribution.recipient r on r.id = o.recipient
            """;

    static final String OF_PLAN = COLUMNS + " where o.plan = :plan order by o.id";

    List<Objection> ofPlan(long plan) {
        return db.sql(OF_PLAN).param("plan", plan).query(Objection.class).list();
    }

    static final String LOCKED = COLUMNS + " where o.plan = :plan and o.id = :id for update of o";

    Optional<Objection> lock(long plan, long objection) {
        return db.sql(LOCKED)
                .param("plan", plan)
                .param("id", objection)
                .query(Objection.class)
                .optional();
    }

    static final String TELL = """
            insert into distribution.reply (objection, recipient, told_on, due_on)
            values (:objection, :recipient, :on, :due) on conflict do nothing
            """;

    /** @return whether it was told for the first time */
    boolean tell(long objection, long recipient, LocalDate on, LocalDate due) {
        return db.sql(TELL)
                        .param("objection", objection)
                        .param("recipient", recipient)
                        .param("on", on)
                        .param("due", due)
                        .update()
                == 1;
    }

    static final String NOTICE = "update distribution.objection set notice_id = :document where id = :id";

    /** The notice by which the others learn of an objection. */
    void notice(long objection, long document) {
        db.sql(NOTICE).param("document", document).param("id", objection).update();
    }

    static final String OPPOSITION = """
            update distribution.objection set opposition_id = coalesce(opposition_id, :document) where id = :id
            """;

    /** The notice by which the objector learns that somebody opposes; the first counts. */
    void opposition(long objection, long document) {
        db.sql(OPPOSITION).param("document", document).param("id", objection).update();
    }

    static final String END_TERM =
            "update distribution.recipient set term_ended = :on where id = :id and served_on is not null and term_ended is null";

    /** The term to object is over. @return whether it ran until now */
    boolean endTerm(long recipient, LocalDate on) {
        return db.sql(END_TERM).param("on", on).param("id", recipient).update() == 1;
    }

    static final String END_REPLY = """
            update distribution.reply set term_ended = :on
            where objection = :objection and recipient = :recipient and term_ended is null
            """;

    /** The term to oppose is over. @return whether it ran until now */
    boolean endReply(long objection, long recipient, LocalDate on) {
        return db.sql(END_REPLY)
                        .param("on", on)
                        .param("objection", objection)
                        .param("recipient", recipient)
                        .update()
                == 1;
    }

    static final String MOVE_OBJECT =
            "update distribution.recipient set due_on = :due where id = :id and due_on is not null and term_ended is null";

    void moveObject(long recipient, LocalDate due) {
        db.sql(MOVE_OBJECT).param("due", due).param("id", recipient).update();
    }

    static final String MOVE_OPPOSE = """
            update distribution.reply set due_on = :due
            where objection = :objection and recipient = :recipient and term_ended is null
            """;

    void moveOppose(long objection, long recipient, LocalDate due) {
        db.sql(MOVE_OPPOSE)
                .param("due", due)
                .param("objection", objection)
                .param("recipient", recipient)
                .update();
    }

    static final String MOVE_SUE =
            "update distribution.objection set suit_due_on = :due where id = :id and state = 'TOLD'";

    void moveSue(long objection, LocalDate due) {
        db.sql(MOVE_SUE).param("due", due).param("id", objection).update();
    }

    static final String REPLIES = """
            select y.objection, y.recipient, r.name, y.told_on, y.due_on, y.opposed_on, y.words
            from distribution.reply y join distribution.recipient r on r.id = y.recipient
            where y.objection = :objection order by r.debtor, r.id
            """;

    List<Reply> replies(long objection) {
        return db.sql(REPLIES).param("objection", objection).query(Reply.class).list();
    }

    static final String OPPOSE = """
            update distribution.reply set opposed_on = :on, words = :words
            where objection = :objection and recipient = :recipient and opposed_on is null
            """;

    boolean oppose(long objection, long recipient, LocalDate on, String words) {
        return db.sql(OPPOSE)
                        .param("on", on)
                        .param("words", words)
                        .param("objection", objection)
                        .param("recipient", recipient)
                        .update()
                == 1;
    }

    static final String STATE = "update distribution.objection set state = :state where id = :id";

    void state(long objection, Objection.State to) {
        db.sql(STATE).param("state", to).param("id", objection).update();
    }

    static final String TOLD = """
            update distribution.objection set state = 'TOLD', told_on = :on, suit_due_on = :due where id = :id
            """;

    void told(long objection, LocalDate on, LocalDate due) {
        db.sql(TOLD).param("on", on).param("due", due).param("id", objection).update();
    }

    static final String SUED =
            "update distribution.objection set state = 'SUED', sued_on = :on, suit = :suit where id = :id";

    void sued(long objection, LocalDate on, String suit) {
        db.sql(SUED).param("on", on).param("suit", suit).param("id", objection).update();
    }

    static final String END = """
            update distribution.objection set state = :state, ended_on = :on, ended_how = :how where id = :id
            """;

    void end(long objection, Objection.State to, LocalDate on, String how) {
        db.sql(END)
                .param("state", to)
                .param("on", on)
                .param("how", how)
                .param("id", objection)
                .update();
    }

    static final String UNSUED = COLUMNS + """
             where o.state = 'TOLD' and o.suit_due_on < :today and o.id > :after order by o.id limit 100
            """;

    /** Objections that were opposed and whose objector did not sue in time, from the one after {@code after} on. */
    List<Objection> unsued(LocalDate today, long after) {
        return db.sql(UNSUED)
                .param("today", today)
                .param("after", after)
                .query(Objection.class)
                .list();
    }

    static final String UNOPPOSED = COLUMNS + """
             join distribution.plan p on p.id = o.plan
             where o.state = 'RAISED'
               and not exists (select from distribution.recipient other
                               left join distribution.reply y on y.recipient = other.id and y.objection = o.id
                               where other.plan = o.plan and other.version = r.version and other.id <> o.recipient
                                 and (y.due_on is null or y.due_on >= :today or y.opposed_on is not null))
               and o.id > :after order by o.id limit 100
            """;

    /** Objections that everybody else was told of and nobody opposed in time. */
    List<Objection> unopposed(LocalDate today, long after) {
        return db.sql(UNOPPOSED)
                .param("today", today)
                .param("after", after)
                .query(Objection.class)
                .list();
    }

    static final String HOST = "select case_id from distribution.plan where id = :plan";

    CaseId host(long plan) {
        return new CaseId(db.sql(HOST).param("plan", plan).query(Long.class).single());
    }
}
