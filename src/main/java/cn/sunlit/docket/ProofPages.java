package cn.sunlit.docket;

import cn.sunlit.documents.PdfPaper;
import cn.sunlit.identity.Actor;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.kernel.Problem;
import cn.sunlit.web.Download;
import cn.sunlit.web.QrCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The proof sheet of a node's last day: a page, a PDF, a file that {@code ./run recompute} reckons again. */
@Tag(name = "清单与节点")
@Controller
class ProofPages {

    private static final float QR = 110;
    private static final float TITLE = 16;
    private static final float HEAD = 11;
    private static final float BODY = 9.5f;

    private final CaseDoor door;
    private final CaseHeads heads;
    private final ProofSheets sheets;

    ProofPages(CaseDoor door, CaseHeads heads, ProofSheets sheets) {
        this.door = door;
        this.heads = heads;
        this.sheets = sheets;
    }

    @GetMapping("/cases/{number}/nodes/{run}/proof")
    ProofPage page(Actor by, @PathVariable CaseNumber number, @PathVariable long run) {
        CaseRef file = inner(by, number);
        ProofSheets.Shown shown = sheets.of(file, run);
        return ProofPage.of(
                heads.of(file.number()), shown, address(shown.sheet().entry()));
    }

    @GetMapping("/cases/{number}/nodes/{run}/proof.pdf")
    ResponseEntity<byte[]> pdf(Actor by, @PathVariable CaseNumber number, @PathVariable long run) {
        CaseRef file = inner(by, number);
        ProofSheets.Shown shown = sheets.of(file, run);
        ProofPage page = ProofPage.of(
                heads.of(file.number()), shown, address(shown.sheet().entry()));
        return Download.shown("proof-" + run + ".pdf", MediaType.APPLICATION_PDF, print(page, run));
    }

    /** The same as the interface gives it: a browser's session opens no address of machines. */
    @GetMapping("/cases/{number}/nodes/{run}/proof.json")
    ResponseEntity<byte[]> file(Actor by, @PathVariable CaseNumber number, @PathVariable long run) {
        return Download.kept(
                "proof-" + run + ".json",
                MediaType.APPLICATION_JSON,
                json(by, number, run).getBytes(StandardCharsets.UTF_8));
    }

    @Operation(summary = "期限证明", description = "一个节点届满日的全部推算依据和结果，含被替代的推算；用 ./run recompute 可脱机重算。")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = cn.sunlit.deadlines.ProofSheet.class)))
    @GetMapping(value = "/api/cases/{number}/nodes/{run}/proof", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    String json(Actor by, @PathVariable CaseNumber number, @PathVariable long run) {
        return sheets.of(inner(by, number), run).sheet().canonical();
    }

    private CaseRef inner(Actor by, CaseNumber number) {
        CaseRef file = door.open(by, number);
        if (by.kind() == Actor.Kind.PARTY) {
            throw new Problem.Forbidden("内部节点的期限证明不向当事人公开，请查看重点事项告知清单");
        }
        return file;
    }

    private static @Nullable String address(@Nullable String entry) {
        return entry == null
                ? null
                : ServletUriComponentsBuilder.fromCurrentContextPath()
                        .path("/verify/" + entry)
                        .build()
                        .toUriString();
    }

    /** The sheet for machines lies within, so that the paper's file alone can be reckoned again. */
    private static byte[] print(ProofPage page, long run) {
        try (PdfPaper paper = new PdfPaper(page.title())) {
            paper.line(page.title(), TITLE).gap(TITLE);
            for (ProofPage.Part part : page.parts()) {
                paper.line(part.heading(), HEAD);
                part.lines().forEach(line -> paper.line(line, BODY));
                paper.gap(BODY);
            }
            if (page.address() != null) {
                paper.dots(QrCode.dots(page.address()), QR).line("扫码核验存证：" + page.address(), BODY);
            }
            return paper.attach(
                            "proof-" + run + ".json",
                            MediaType.APPLICATION_JSON_VALUE,
                            page.sheet().canonical().getBytes(StandardCharsets.UTF_8))
                    .bytes();
        }
    }
}
