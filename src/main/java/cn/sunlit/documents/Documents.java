package cn.sunlit.documents;

import cn.sunlit.audit.Act;
import cn.sunlit.audit.Audit;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.CaseGate;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Law;
import cn.sunlit.kernel.Problem;
import cn.sunlit.publicity.Fact;
import cn.sunlit.publicity.Publicity;
import cn.sunlit.web.Show;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.annotation.Transactional;

/**
 * The court's documents: rendered from a template, numbered, kept for good with the hash of their text. Whoever issues one was
 * allowed the act behind it; reading one is checked here.
 */
@org.springframework.stereotype.Service
public class Documents {

    private final DocumentStore store;
    private final Audit audit;
    private final ObjectProvider<CaseGate> gate;
    private final Courts courts;
    private final Publicity publicity;
    private final Clock clock;
    private final Templates templates = new Templates();

    Documents(
            DocumentStore store,
            Audit audit,
            ObjectProvider<CaseGate> gate,
            Courts courts,
            Publicity publicity,
            Clock clock) {
        this.store = store;
        this.audit = audit;
        this.gate = gate;
        this.courts = courts;
        this.publicity = publicity;
        this.clock = clock;
        publicity.papers().forEach(Kind::valueOf);
    }

    /** Begins the numbering for a case that the running transaction makes. */
    public void begin(CaseId id) {
        store.begin(id);
    }

    /**
     * Renders, numbers and stores a document.
     *
     * @param fields what the template asks for; {@code applicant} also serves as {@code applicants}, {@code respondent} as
     *     {@code respondents}, and the other way round
     * @throws IllegalArgumentException when a field is missing or blank
     */
    @Transactional
    public Document issue(
            Actor by, CourtCode court, CaseId id, CaseNumber number, Kind kind, Map<String, Object> fields) {
        LocalDate today = LocalDate.now(clock);
        String body = templates.render(kind, completed(fields, number));
        audit.hold(id);
        Integer sub = kind.numbered() ? store.nextNumber(id) : null;
        String full = sub == null ? number.text() : number.text() + "之" + Numerals.of(sub);
        String text = String.join(
                "\n",
                courts.nameOf(court),
                kind.title(),
                full,
                "",
                body,
                "",
                "签发人：" + by.name(),
                Show.dateInWords(today),
                courts.nameOf(court));
        String sha256 = sha256(text);
        long document = store.add(id, court, kind, full, sub, text, sha256, today, by, clock.instant());
        audit.record(
                by,
                court,
                id,
                new Act(
                        "DOCUMENT_ISSUED",
                        "制发《%s》%s".formatted(kind.title(), full),
                        Map.of(
                                "document",
                                Long.toString(document),
                                "kind",
                                kind.name(),
                                "number",
                                full,
                                "sha256",
                                sha256)));
        return new Document(document, id, kind, kind.title(), full, text, sha256, today, by.name(), List.of());
    }

    /** The text of a document as it would be issued, without number, signature and date. */
    public String draft(CaseNumber number, Kind kind, Map<String, Object> fields) {
        return templates.render(kind, completed(fields, number));
    }

    /**
     * Puts on record that a document was served; the same service twice is one.
     *
     * @param party key of the party on which it was served: two parties of a case may bear one name
     * @param to its name
     */
    @Transactional
    public void served(Actor by, long documentId, long party, String to, String how, LocalDate on) {
        Document document = store.find(documentId).orElseThrow(() -> new Problem.NotFound("没有这份文书"));
        if (on.isBefore(document.issuedOn())) {
            throw new Problem.Invalid("on", "送达日期不能早于制发日期");
        }
        audit.hold(document.caseId());
        if (store.addService(documentId, new Service(to, party, how, on), clock.instant())) {
            audit.record(
                    by,
                    store.courtOf(documentId),
                    document.caseId(),
                    new Act(
                            "DOCUMENT_SERVED",
                            "向%s送达《%s》（%s）".formatted(to, document.title(), how),
                            Map.of(
                                    "document", Long.toString(documentId),
                                    "to", to,
                                    "how", how,
                                    "on", on.toString(),
                                    "sha256", document.sha256())));
        }
    }

    /** The documents of a case in the order of their issue. */
    @Transactional(readOnly = true)
    public List<Document> ofCase(CaseId id) {
        return store.ofCase(id);
    }

    /** The documents of a case that this person may read. */
    @Transactional(readOnly = true)
    public List<Document> ofCase(Actor by, CaseId id) {
        return store.ofCase(id).stream().filter(d -> mayRead(by, d)).toList();
    }

    @Transactional(readOnly = true)
    public Optional<Document> find(long id) {
        return store.find(id);
    }

    /**
     * A party reads what was served on it, an applicant also the notices of filing and closing: a ruling to freeze must not be
     * known before it is carried out.
     */
    public boolean mayRead(Actor by, Document document) {
        return publicity.open(
                Publicity.side(by),
                publicity.ofPaper(document.kind().name()),
                Fact.SERVED,
                document.served().stream().anyMatch(s -> reached(by, s)));
    }

    /** Whether it was served on the reader, or on the party for whom the reader acts or in whose place he stands. */
    @Law(
            id = "WT-07",
            statute = "民事诉讼法",
            edition = "2024-01-01",
            article = 64,
            text = "代理诉讼的律师和其他诉讼代理人有权调查收集证据，可以查阅本案有关材料。")
    private static boolean reached(Actor by, Service service) {
        if (by.kind() != Actor.Kind.PARTY) {
            return false;
        }
        Long served = service.party();
        return served == null ? service.to().equals(by.name()) : by.standsFor(served);
    }

    /** One document for a reader, its text compared with its hash. */
    @Transactional(readOnly = true)
    Document read(Actor by, long id) {
        Document document = store.find(id).orElseThrow(Documents::unknown);
        gate.getObject().pass(by, UseCase.READ_CASE, document.caseId());
        if (!mayRead(by, document)) {
            throw unknown();
        }
        if (!sha256(document.text()).equals(document.sha256())) {
            throw new IllegalStateException("文书%d的内容与其散列值不一致".formatted(id));
        }
        return document;
    }

    private static Map<String, Object> completed(Map<String, Object> fields, CaseNumber number) {
        Map<String, Object> all = new HashMap<>(fields);
        all.putIfAbsent("caseNumber", number.text());
        both(all, "applicant", "applicants");
        both(all, "respondent", "respondents");
        return all;
    }

    private static void both(Map<String, Object> fields, String one, String many) {
        Object value = fields.getOrDefault(one, fields.get(many));
        if (value != null) {
            fields.putIfAbsent(one, value);
            fields.putIfAbsent(many, value);
        }
    }

    private static Problem.NotFound unknown() {
        return new Problem.NotFound("没有这份文书");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
