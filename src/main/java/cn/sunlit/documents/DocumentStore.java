package cn.sunlit.documents;

import cn.sunlit.database.Deferred;
import cn.sunlit.database.Serial;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All SQL of the documents. */
@Repository
class DocumentStore {

    private static final TypeReference<List<Service>> SERVICES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Serial serial;
    private final Deferred<Kept> deferred = new Deferred<>(
            40, Set.of("documents.document", "documents.service", "documents.numbering"), Kept::new, this::write);

    DocumentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.serial = new Serial(jdbc, "documents.document_id_seq");
    }

    /** What a transaction has issued and not written yet; of cases that it made itself, also the numbering. */
    private static final class Kept {
        private final List<Issued> issued = new ArrayList<>();
        private final Map<CaseId, Integer> numbering = new LinkedHashMap<>();
    }

    static final String NEXT_NUMBER = """
            insert into documents.numbering (case_id, last) values (:caseId, 1)
            on conflict (case_id) do update set last = documents.numbering.last + 1
            returning last
            """;

    int nextNumber(CaseId id) {
        Kept kept = deferred.kept();
        Integer last = kept == null ? null : kept.numbering.get(id);
        if (last != null) {
            deferred.change(k -> k.numbering.put(id, last + 1));
            return last + 1;
        }
        return jdbc.sql(NEXT_NUMBER)
                .param("caseId", id.value())
                .query(Integer.class)
                .single();
    }

    /** Numbers the documents of a case that this transaction made, so that nobody else can. */
    void begin(CaseId id) {
        Kept kept = deferred.kept();
        if (kept != null) {
            kept.numbering.putIfAbsent(id, 0);
        }
    }

    private record Issued(
            long key,
            CaseId id,
            CourtCode court,
            Kind kind,
            String number,
            @Nullable Integer subNumber,
            String text,
            String sha256,
            LocalDate on,
            Actor by,
            Instant at) {}

    static final String ADD = """
            insert into documents.document (id, case_id, court, kind, title, number, sub_number, text, sha256, issued_on,
                                            issued_by, login, issued_at)
            overriding system value
            select * from unnest(:keys::bigint[], :cases::bigint[], :courts::text[], :kinds::text[], :titles::text[],
                                 :numbers::text[], :subNumbers::int[], :texts::text[], :hashes::text[], :days::date[],
                                 :names::text[], :logins::text[], :instants::timestamptz[])
            """;

    static final String KEEP_NUMBERING = """
            insert into documents.numbering (case_id, last) select * from unnest(:cases::bigint[], :lasts::int[])
            on conflict (case_id) do update set last = excluded.last
            """;

    /** @return the key of the document, which is written when the transaction ends */
    long add(
            CaseId id,
            CourtCode court,
            Kind kind,
            String number,
            @Nullable Integer subNumber,
            String text,
            String sha256,
            LocalDate on,
            Actor by,
            Instant at) {
        long key = serial.next();
        deferred.change(
                kept -> kept.issued.add(new Issued(key, id, court, kind, number, subNumber, text, sha256, on, by, at)));
        return key;
    }

    private void write(Kept kept) {
        List<Issued> all = List.copyOf(kept.issued);
        kept.issued.clear();
        Map<CaseId, Integer> numbered = new LinkedHashMap<>(kept.numbering);
        numbered.values().removeIf(last -> last == 0);
        if (!numbered.isEmpty()) {
            jdbc.sql(KEEP_NUMBERING)
                    .param(
                            "cases",
                            numbered.keySet().stream().map(CaseId::value).toArray(Long[]::new))
                    .param("lasts", numbered.values().toArray(Integer[]::new))
                    .update();
        }
        if (all.isEmpty()) {
            return;
        }
        jdbc.sql(ADD)
                .param("keys", all.stream().map(Issued::key).toArray(Long[]::new))
                .param("cases", all.stream().map(d -> d.id().value()).toArray(Long[]::new))
                .param("courts", all.stream().map(d -> d.court().value()).toArray(String[]::new))
                .param("kinds", all.stream().map(d -> d.kind().name()).toArray(String[]::new))
                .param("titles", all.stream().map(d -> d.kind().title()).toArray(String[]::new))
                .param("numbers", all.stream().map(Issued::number).toArray(String[]::new))
                .param("subNumbers", all.stream().map(Issued::subNumber).toArray(Integer[]::new))
                .param("texts", all.stream().map(Issued::text).toArray(String[]::new))
                .param("hashes", all.stream().map(Issued::sha256).toArray(String[]::new))
                .param("days", all.stream().map(d -> d.on().toString()).toArray(String[]::new))
                .param("names", all.stream().map(d -> d.by().name()).toArray(String[]::new))
                .param("logins", all.stream().map(d -> d.by().login()).toArray(String[]::new))
                .param("instants", all.stream().map(d -> d.at().toString()).toArray(String[]::new))
                .update();
    }

    static final String ADD_SERVICE = """
            insert into documents.service (document_id, recipient, party, how, served_on, recorded_at)
            values (:documentId, :recipient, :party, :how, :on, :at)
            on conflict (document_id, recipient, how, served_on, party) do nothing
            """;

    /** @return whether it was new */
    boolean addService(long documentId, Service service, Instant at) {
        return jdbc.sql(ADD_SERVICE)
                        .param("documentId", documentId)
                        .param("recipient", service.to())
                        .param("party", service.party())
                        .param("how", service.how())
                        .param("on", service.on())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    static final String OF_CASE = """
            select d.*, coalesce(s.items, '[]') as services
            from documents.document d
            left join lateral (
                select json_agg(json_build_object('to', recipient, 'party', party, 'how', how, 'on', served_on) order by id) as items
                from documents.service where document_id = d.id
            ) s on true
            where d.case_id = :caseId
            order by d.id
            """;

    List<Document> ofCase(CaseId id) {
        return jdbc.sql(OF_CASE)
                .param("caseId", id.value())
                .query(DocumentStore::document)
                .list();
    }

    static final String FIND = """
            select d.*, coalesce(s.items, '[]') as services
            from documents.document d
            left join lateral (
                select json_agg(json_build_object('to', recipient, 'party', party, 'how', how, 'on', served_on) order by id) as items
                from documents.service where document_id = d.id
            ) s on true
            where d.id = :id
            """;

    Optional<Document> find(long id) {
        return jdbc.sql(FIND).param("id", id).query(DocumentStore::document).optional();
    }

    static final String COURT_OF = """
            select court from documents.document where id = :id
            """;

    CourtCode courtOf(long id) {
        return new CourtCode(
                jdbc.sql(COURT_OF).param("id", id).query(String.class).single());
    }

    private static Document document(ResultSet r, int row) throws SQLException {
        return new Document(
                r.getLong("id"),
                new CaseId(r.getLong("case_id")),
                Kind.valueOf(r.getString("kind")),
                r.getString("title"),
                r.getString("number"),
                r.getString("text"),
                r.getString("sha256"),
                r.getObject("issued_on", LocalDate.class),
                r.getString("issued_by"),
                JsonMapper.shared().readValue(r.getString("services"), SERVICES));
    }
}
