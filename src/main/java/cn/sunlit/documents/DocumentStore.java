package cn.sunlit.documents;

import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CourtCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
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

    DocumentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static final String NEXT_NUMBER = """
            insert into documents.numbering (case_id, last) values (:caseId, 1)
            on conflict (case_id) do update set last = documents.numbering.last + 1
            returning last
            """;

    int nextNumber(CaseId id) {
        return jdbc.sql(NEXT_NUMBER)
                .param("caseId", id.value())
                .query(Integer.class)
                .single();
    }

    static final String ADD = """
            insert into documents.document (case_id, court, kind, title, number, sub_number, text, sha256, issued_on, issued_by,
                                            login, issued_at)
            values (:caseId, :court, :kind, :title, :number, :subNumber, :text, :sha256, :on, :by, :login, :at)
            returning id
            """;

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
        return jdbc.sql(ADD)
                .param("caseId", id.value())
                .param("court", court.value())
                .param("kind", kind.name())
                .param("title", kind.title())
                .param("number", number)
                .param("subNumber", subNumber, Types.INTEGER)
                .param("text", text)
                .param("sha256", sha256)
                .param("on", on)
                .param("by", by.name())
                .param("login", by.login())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    static final String ADD_SERVICE = """
            insert into documents.service (document_id, recipient, how, served_on, recorded_at)
            values (:documentId, :recipient, :how, :on, :at)
            on conflict (document_id, recipient, how, served_on) do nothing
            """;

    /** @return whether it was new */
    boolean addService(long documentId, Service service, Instant at) {
        return jdbc.sql(ADD_SERVICE)
                        .param("documentId", documentId)
                        .param("recipient", service.to())
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
                select json_agg(json_build_object('to', recipient, 'how', how, 'on', served_on) order by id) as items
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
                select json_agg(json_build_object('to', recipient, 'how', how, 'on', served_on) order by id) as items
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
