package cn.sunlit.cases;

import cn.sunlit.audit.Audit;
import cn.sunlit.audit.Entry;
import cn.sunlit.audit.ProofFile;
import cn.sunlit.documents.Document;
import cn.sunlit.documents.Documents;
import cn.sunlit.identity.Actor;
import cn.sunlit.identity.Courts;
import cn.sunlit.identity.StaffDirectory;
import cn.sunlit.identity.UseCase;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.CourtCode;
import cn.sunlit.kernel.Money;
import cn.sunlit.kernel.Problem;
import cn.sunlit.parties.Parties;
import cn.sunlit.parties.PartyId;
import cn.sunlit.web.Show;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;

/** Cases for machines. */
@RestController
class CaseApi {

    private final Cases cases;
    private final Parties parties;
    private final Courts courts;
    private final StaffDirectory staff;
    private final Audit audit;
    private final Documents documents;

    CaseApi(Cases cases, Parties parties, Courts courts, StaffDirectory staff, Audit audit, Documents documents) {
        this.cases = cases;
        this.parties = parties;
        this.courts = courts;
        this.staff = staff;
        this.audit = audit;
        this.documents = documents;
    }

    record FiledView(
            String number,
            List<String> warnings,
            List<RelatedCase> related,
            int relatedElsewhere,
            @Nullable String officer,
            @Nullable String officerName,
            boolean repeated) {
        static FiledView of(Filed f) {
            return new FiledView(
                    f.number().text(),
                    f.warnings(),
                    f.related(),
                    f.relatedElsewhere(),
                    f.officer(),
                    f.officerName(),
                    f.repeated());
        }
    }

    /** Files a case. */
    @PostMapping(value = "/api/cases", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<FiledView> file(
            Actor by,
            @RequestBody JsonNode application,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        Filed filed = cases.file(by, cases.read(application), key);
        return ResponseEntity.created(
                        URI.create("/api/cases/" + Show.segment(filed.number().text())))
                .body(FiledView.of(filed));
    }

    /** Loads a file of new or existing cases. */
    @PostMapping(value = "/api/cases/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ImportReport load(
            Actor by,
            @RequestPart("file") MultipartFile file,
            @RequestParam(defaultValue = "new") String mode,
            @RequestParam(defaultValue = "continue") String onError) {
        return cases.importFile(by, importFile(file, mode, onError));
    }

    static ImportFile importFile(MultipartFile file, String mode, String onError) {
        List<Problem.FieldError> errors = new ArrayList<>();
        if (!List.of("new", "existing").contains(mode)) {
            errors.add(new Problem.FieldError("mode", "只能是 new（新申请）或者 existing（既有案件）"));
        }
        if (!List.of("continue", "stop").contains(onError)) {
            errors.add(new Problem.FieldError("onError", "只能是 continue（跳过错误行）或者 stop（有错误就全部不导入）"));
        }
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
        String name = file.getOriginalFilename();
        return new ImportFile(
                name == null ? "" : name, file::getInputStream, mode.equals("existing"), onError.equals("stop"));
    }

    /** A search within one's scope. */
    @GetMapping("/api/cases")
    Found search(Actor by, @ParameterObject CaseQuery query, @RequestParam(defaultValue = "1") int page) {
        CasePage found = cases.search(by, query.sought(), page);
        return new Found(found.cases().stream().map(this::line).toList(), found.page(), found.more());
    }

    record Found(List<LineView> cases, int page, boolean more) {}

    record LineView(
            String number,
            CourtCode court,
            String type,
            String typeName,
            Stage stage,
            @Nullable Outcome outcome,
            @Nullable LocalDate filedOn,
            @Nullable LocalDate closedOn,
            @Nullable String officer,
            @Nullable String cause,
            Money claimed,
            @Nullable String applicants,
            @Nullable String respondents,
            boolean imported,
            @Nullable CourtCode takenOverBy) {}

    private LineView line(CaseLine l) {
        return new LineView(
                l.number().text(),
                l.court(),
                l.type().code(),
                l.type().name(),
                l.stage(),
                l.outcome(),
                l.filedOn(),
                l.closedOn(),
                l.officer(),
                l.cause(),
                l.claimed(),
                l.applicants(),
                l.respondents(),
                l.imported(),
                l.takenOverBy());
    }

    /** The case. */
    @GetMapping("/api/cases/{number}")
    CaseView one(Actor by, @PathVariable CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.READ_CASE, number);
        return new CaseView(
                file.number().text(),
                file.court(),
                courts.nameOf(file.court()),
                file.type().code(),
                file.type().name(),
                file.stage(),
                file.stage().zh(),
                file.receivedOn(),
                file.filedOn(),
                file.closedOn(),
                file.outcome(),
                file.officer(),
                file.officer() == null ? null : staff.nameOf(file.officer()),
                file.cause(),
                file.livelihood(),
                file.title(),
                file.applicants().stream().map(CaseView.PartyView::of).toList(),
                file.respondents().stream().map(CaseView.PartyView::of).toList(),
                file.obligations().stream().map(CaseView.ObligationView::of).toList(),
                by.kind() == Actor.Kind.PARTY ? List.of() : cases.clues(file.id()),
                cases.preserved(file.id()).stream()
                        .map(CaseView.PreservedView::of)
                        .toList(),
                file.recovered(),
                file.imported(),
                file.takenOverBy(),
                cases.history(file.id()));
    }

    record Related(List<RelatedCase> related) {}

    /** The respondents' other cases. */
    @GetMapping("/api/cases/{number}/related")
    Related related(Actor by, @PathVariable CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.FILE_CASE, number);
        return new Related(cases.related(by, file.id()));
    }

    record Proofs(List<ProofView> proofs) {}

    record ProofView(String proof, String type, String summary, String by, Instant at, String hash, String verify) {
        static ProofView of(Entry e) {
            return new ProofView(
                    Long.toString(e.id()), e.type(), e.summary(), e.login(), e.at(), e.hash(), "/api/verify/" + e.id());
        }
    }

    /** The acts on record, each with the address where its proof is verified. */
    @GetMapping("/api/cases/{number}/proofs")
    Proofs proofs(Actor by, @PathVariable CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.READ_AUDIT, number);
        return new Proofs(audit.entries(file.id()).stream().map(ProofView::of).toList());
    }

    /** The proof of one act as a file, to be checked anywhere by {@code ./run verify}. */
    @GetMapping(path = "/api/cases/{number}/proofs/{entry}", produces = MediaType.APPLICATION_JSON_VALUE)
    String proof(Actor by, @PathVariable CaseNumber number, @PathVariable long entry) {
        CaseFile file = cases.open(by, UseCase.READ_AUDIT, number);
        if (audit.entries(file.id()).stream().noneMatch(e -> e.id() == entry)) {
            throw new Problem.NotFound("案件%s没有这条存证".formatted(file.number()));
        }
        return ProofFile.write(audit.proof(entry));
    }

    record DocumentList(List<DocumentView> documents) {}

    record DocumentView(
            long id,
            String kind,
            String title,
            String number,
            LocalDate issuedOn,
            String issuedBy,
            String sha256,
            String text,
            List<cn.sunlit.documents.Service> served) {
        static DocumentView of(Document d) {
            return new DocumentView(
                    d.id(),
                    d.kind().name(),
                    d.title(),
                    d.number(),
                    d.issuedOn(),
                    d.issuedBy(),
                    d.sha256(),
                    d.text(),
                    d.served());
        }
    }

    @GetMapping("/api/cases/{number}/documents")
    DocumentList documents(Actor by, @PathVariable CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.READ_DOCUMENTS, number);
        return new DocumentList(
                documents.ofCase(by, file.id()).stream().map(DocumentView::of).toList());
    }

    record FullNumber(String idNumber) {}

    /** A party's number in full; the reason is put on record. */
    @PostMapping("/api/cases/{number}/parties/{party}/number")
    FullNumber fullNumber(
            Actor by,
            @PathVariable CaseNumber number,
            @PathVariable long party,
            @RequestBody Map<String, String> body) {
        CaseFile file = cases.open(by, UseCase.READ_PERSONAL_NUMBER, number);
        boolean takesPart = java.util.stream.Stream.concat(file.applicants().stream(), file.respondents().stream())
                .anyMatch(p -> p.id().value() == party);
        if (!takesPart) {
            throw new Problem.NotFound("本案没有这个当事人");
        }
        return new FullNumber(
                parties.fullNumber(by, file.court(), file.id(), new PartyId(party), body.getOrDefault("reason", "")));
    }

    record Assignment(@Nullable String officer) {}

    /** Gives the case to an officer. */
    @PostMapping("/api/cases/{number}/assignment")
    CaseView assign(Actor by, @PathVariable CaseNumber number, @RequestBody Assignment assignment) {
        if (assignment.officer() == null || assignment.officer().isBlank()) {
            throw new Problem.Invalid("officer", "请填写承办人的登录名");
        }
        cases.assign(by, number, assignment.officer());
        return one(by, number);
    }

    record ClosingRequest(
            @Nullable String outcome, @Nullable String basis) {}

    /** Closes the case, or names every condition that is not met. */
    @PostMapping("/api/cases/{number}/closing")
    CaseView close(Actor by, @PathVariable CaseNumber number, @RequestBody ClosingRequest closing) {
        List<Problem.FieldError> errors = new ArrayList<>();
        Outcome outcome =
                CaseQuery.read(errors, "outcome", closing.outcome(), text -> CaseQuery.choice(Outcome.class, text));
        if (outcome == null && errors.isEmpty()) {
            errors.add(new Problem.FieldError("outcome", "请填写结案方式，例如 FULLY_PERFORMED"));
        }
        String basis = CaseQuery.read(errors, "basis", closing.basis(), CaseQuery::words);
        if (outcome == null || !errors.isEmpty()) {
            throw new Problem.Invalid(errors);
        }
        cases.close(by, number, outcome, basis);
        return one(by, number);
    }
}
