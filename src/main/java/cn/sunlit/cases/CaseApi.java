package cn.sunlit.cases;

import cn.sunlit.audit.Audit;
import cn.sunlit.audit.Entry;
import cn.sunlit.audit.Proof;
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
import cn.sunlit.publicity.Publicity;
import cn.sunlit.publicity.Thing;
import cn.sunlit.web.Show;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
@Tag(name = "案件")
@RestController
class CaseApi {

    private final Cases cases;
    private final Parties parties;
    private final Courts courts;
    private final StaffDirectory staff;
    private final Audit audit;
    private final Documents documents;
    private final Publicity publicity;

    CaseApi(
            Cases cases,
            Parties parties,
            Courts courts,
            StaffDirectory staff,
            Audit audit,
            Documents documents,
            Publicity publicity) {
        this.publicity = publicity;
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
    @Operation(
            summary = "登记立案",
            description = "立案、编号、制发受理通知、分案一次完成。带 Idempotency-Key 的，同一申请重复提交只立一件。填写不正确的以 422 列出每一个字段。",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = FilingBody.class),
                                            examples = @ExampleObject(FilingBody.EXAMPLE))),
            responses =
                    @ApiResponse(
                            responseCode = "201",
                            useReturnTypeSchema = true,
                            headers =
                                    @Header(
                                            name = "Location",
                                            description = "案件的地址",
                                            schema = @Schema(type = "string"))))
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
    @Operation(
            summary = "批量导入",
            description =
                    "CSV、XLSX 或者 JSON Lines 文件，一行一件。mode=existing 导入在办或者已结的案件，可以是外院的，由本院接管查阅；表格的列名用中文（法院、申请执行人1名称……）或者 JSON 的路径（court、applicants[0].name……），onError=stop 有错误就全部不导入。")
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
    @Operation(summary = "查询案件", description = "在自己的权限范围内查询，每页50件，按登记先后倒序；more 表示还有下一页。")
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
    @Operation(summary = "案件", description = "案件的基本情况、当事人、执行依据、给付内容、财产线索和保全财产；证件号、电话、账号只显示首尾。")
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
                publicity.open(Publicity.audience(by, file.court()), Thing.CLUE) ? cases.clues(file.id()) : List.of(),
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
    @Operation(summary = "关联案件", description = "被执行人的其他案件。")
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
    @Operation(summary = "操作留痕与存证", description = "每次操作一条，附公开验证的地址。")
    @GetMapping("/api/cases/{number}/proofs")
    Proofs proofs(Actor by, @PathVariable CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.READ_AUDIT, number);
        return new Proofs(audit.entries(file.id()).stream().map(ProofView::of).toList());
    }

    /** The proof of one act as a file, to be checked anywhere by {@code ./run verify}. */
    @Operation(
            summary = "一条存证的证明文件",
            description = "可以保存下来，在任何地方用 ./run verify 验证。",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = Proof.class))))
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

    @Operation(summary = "文书", description = "已制发的文书全文、散列值和送达情况。")
    @GetMapping("/api/cases/{number}/documents")
    DocumentList documents(Actor by, @PathVariable CaseNumber number) {
        CaseFile file = cases.open(by, UseCase.READ_DOCUMENTS, number);
        return new DocumentList(
                documents.ofCase(by, file.id()).stream().map(DocumentView::of).toList());
    }

    record FullNumberReason(
            @Schema(description = "查看的理由", example = "核对收款人身份") @Nullable
            String reason) {}

    record FullNumber(String idNumber) {}

    /** A party's number in full; the reason is put on record. */
    @Operation(summary = "查看完整证件号", description = "须写明理由，每次查看都留痕。")
    @PostMapping("/api/cases/{number}/parties/{party}/number")
    FullNumber fullNumber(
            Actor by, @PathVariable CaseNumber number, @PathVariable long party, @RequestBody FullNumberReason reason) {
        CaseFile file = cases.open(by, UseCase.READ_PERSONAL_NUMBER, number);
        boolean takesPart = java.util.stream.Stream.concat(file.applicants().stream(), file.respondents().stream())
                .anyMatch(p -> p.id().value() == party);
        if (!takesPart) {
            throw new Problem.NotFound("本案没有这个当事人");
        }
        return new FullNumber(parties.fullNumber(
                by, file.court(), file.id(), new PartyId(party), reason.reason() == null ? "" : reason.reason()));
    }

    record Assignment(
            @Schema(example = "judge2") @Nullable String officer,

            @Schema(description = "为什么由他承办，记入分案记录", example = "原承办人回避") @Nullable
            String reason) {}

    /** Gives the case to an officer. */
    @Operation(summary = "分案、调整承办人", description = "填写本院执行法官的登录名。")
    @PostMapping("/api/cases/{number}/assignment")
    CaseView assign(Actor by, @PathVariable CaseNumber number, @RequestBody Assignment assignment) {
        if (assignment.officer() == null || assignment.officer().isBlank()) {
            throw new Problem.Invalid("officer", "请填写承办人的登录名");
        }
        cases.assign(by, number, assignment.officer(), assignment.reason());
        return one(by, number);
    }

    record ClosingRequest(
            @Schema(
                    description = "结案方式",
                    example = "FULLY_PERFORMED",
                    allowableValues = {
                        "FULLY_PERFORMED",
                        "TERMINATED_THIS_PROCEDURE",
                        "TERMINATED",
                        "CASE_CANCELLED",
                        "DENIED_ENFORCEMENT",
                        "APPLICATION_DISMISSED"
                    })
            @Nullable
            String outcome,

            @Schema(description = "结案的依据和裁定；行为义务须写明如何确认已经履行", example = "（2026）鄂1125执123号之一裁定") @Nullable
            String basis) {}

    /** Closes the case, or names every condition that is not met. */
    @Operation(summary = "报结", description = "条件具备的结案；不具备的以 409 列出每一项尚未具备的条件和条文。")
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
