package cn.sunlit.docket;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CourtCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on the catalogues of courts: drafts, what was decided on them, adoptions. */
@Repository
class CatalogueStore {

    private final JdbcClient jdbc;

    CatalogueStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String SAVE = """
            insert into docket.catalogue_draft (court, follows, base, inner_yaml, public_yaml, saved_login, saved_by, saved_at)
            values (:court, :follows, :base, :inner, :open, :login, :name, :at)
            on conflict (follows) do nothing
            returning id
            """;

    /** Keeps a text; empty when another one followed the same text in the meantime. */
    Optional<Long> save(
            CourtCode court, @Nullable Long follows, String base, String inner, String open, Actor by, Instant at) {
        return jdbc.sql(SAVE)
                .param("court", court.value())
                .param("follows", follows, java.sql.Types.BIGINT)
                .param("base", base)
                .param("inner", inner)
                .param("open", open)
                .param("login", by.login())
                .param("name", by.display())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
    }

    private static final String DRAFTS = """
            select d.id, d.court, d.base, d.inner_yaml, d.public_yaml, d.saved_login, d.saved_by, d.saved_at,
                   (select n.id from docket.catalogue_draft n where n.follows = d.id) as followed_by,
                   p.effective_from, p.reason, p.login as proposed_login, p.name as proposed_by, p.taken_at as proposed_at,
                   e.step as outcome, e.reason as because, e.name as decided_by, e.taken_at as decided_at
            from docket.catalogue_draft d
            left join docket.catalogue_step p on p.draft_id = d.id and p.step = 'PROPOSED'
            left join docket.catalogue_step e on e.draft_id = d.id and e.step <> 'PROPOSED'
            """;

    static final String DRAFT = DRAFTS + "where d.id = :id";

    Optional<CatalogueDraft> draft(long id) {
        return jdbc.sql(DRAFT).param("id", id).query(CatalogueStore::draft).optional();
    }

    /** What stands last in its line, or was proposed: texts that were changed at once are only steps on the way. */
    static final String DRAFTS_OF = DRAFTS + """
            where d.court = any (:courts)
              and (p.id is not null or not exists (select from docket.catalogue_draft n where n.follows = d.id))
            order by d.id desc limit 50
            """;

    List<CatalogueDraft> drafts(List<CourtCode> courts) {
        return jdbc.sql(DRAFTS_OF)
                .param("courts", courts.stream().map(CourtCode::value).toArray(String[]::new))
                .query(CatalogueStore::draft)
                .list();
    }

    static final String AUTHORS = """
            with recursive line (id, follows, login) as (
                select id, follows, saved_login from docket.catalogue_draft where id = :id
                union all
                select d.id, d.follows, d.saved_login from line join docket.catalogue_draft d on d.id = line.follows)
            select distinct login from line
            """;

    /** Who wrote the text or one that it goes back to. */
    List<String> authors(long id) {
        return jdbc.sql(AUTHORS).param("id", id).query(String.class).list();
    }

    private static CatalogueDraft draft(ResultSet r, int n) throws SQLException {
        String outcome = r.getString("outcome");
        LocalDate from = r.getObject("effective_from", LocalDate.class);
        return new CatalogueDraft(
                r.getLong("id"),
                new CourtCode(r.getString("court")),
                r.getString("base"),
                r.getString("inner_yaml"),
                r.getString("public_yaml"),
                r.getString("saved_login"),
                r.getString("saved_by"),
                moment(r, "saved_at"),
                r.getObject("followed_by", Long.class),
                from == null
                        ? null
                        : new CatalogueDraft.Proposal(
                                from,
                                r.getString("reason"),
                                r.getString("proposed_login"),
                                r.getString("proposed_by"),
                                moment(r, "proposed_at")),
                outcome == null
                        ? null
                        : new CatalogueDraft.Decision(
                                CatalogueDraft.Outcome.valueOf(outcome),
                                r.getString("because"),
                                r.getString("decided_by"),
                                moment(r, "decided_at")));
    }

    private static Instant moment(ResultSet r, String column) throws SQLException {
        return r.getObject(column, OffsetDateTime.class).toInstant();
    }

    static final String STEP = """
            insert into docket.catalogue_step (draft_id, step, effective_from, reason, login, name, taken_at)
            values (:draft, :step, :from::date, :reason, :login, :name, :at)
            on conflict do nothing
            """;

    /** @return whether it is the first of its kind: a text is proposed once and decided on once */
    boolean step(long draft, String step, @Nullable LocalDate from, @Nullable String reason, Actor by, Instant at) {
        return jdbc.sql(STEP)
                        .param("draft", draft)
                        .param("step", step)
                        .param("from", from == null ? null : from.toString(), java.sql.Types.VARCHAR)
                        .param("reason", reason, java.sql.Types.VARCHAR)
                        .param("login", by.login())
                        .param("name", by.display())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    static final String KEEP = """
            insert into docket.catalogue_version (court, version, effective_from, hash, inner_yaml, public_yaml, loaded_at)
            values (:court, :version, :from, :hash, :inner, :open, :at)
            on conflict (court, hash) do nothing
            """;

    static final String ADOPT = """
            insert into docket.catalogue_adoption (court, version_id, effective_from, draft_id, approved_by, approved_at)
            select :court, id, :from, :draft, :name, :at from docket.catalogue_version where court = :court and hash = :hash
            """;

    /** Puts a text in force at its court from a day on; a text that was in force before is taken up again. */
    void adopt(CatalogueDraft draft, Catalogue catalogue, LocalDate from, Actor by, Instant at) {
        jdbc.sql(KEEP)
                .param("court", draft.court().value())
                .param("version", catalogue.version())
                .param("from", from)
                .param("hash", catalogue.hash())
                .param("inner", draft.inner())
                .param("open", draft.open())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql(ADOPT)
                .param("court", draft.court().value())
                .param("from", from)
                .param("draft", draft.id())
                .param("name", by.display())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("hash", catalogue.hash())
                .update();
    }

    /** A version that a court took. */
    record Adopted(
            long versionId,
            String court,
            String version,
            String hash,
            LocalDate effectiveFrom,
            long draft,
            String approvedBy) {}

    static final String ADOPTED = """
            select v.id, a.court, v.version, v.hash, a.effective_from, a.draft_id, a.approved_by
            from docket.catalogue_adoption a join docket.catalogue_version v on v.id = a.version_id
            where a.court = any (:courts)
            order by a.effective_from desc, a.id desc
            """;

    /** What these courts adopted, the newest first. */
    List<Adopted> adopted(List<CourtCode> courts) {
        return jdbc.sql(ADOPTED)
                .param("courts", courts.stream().map(CourtCode::value).toArray(String[]::new))
                .query(CatalogueStore::adopted)
                .list();
    }

    private static Adopted adopted(ResultSet r, int n) throws SQLException {
        return new Adopted(
                r.getLong("id"),
                r.getString("court"),
                r.getString("version"),
                r.getString("hash"),
                r.getObject("effective_from", LocalDate.class),
                r.getLong("draft_id"),
                r.getString("approved_by"));
    }
}
