package cn.sunlit.audit;

import cn.sunlit.kernel.Problem;
import cn.sunlit.web.Screen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Open to everyone: checks a proof file or the proof that a QR code names, and shows the signed roots. */
@Controller
class VerifyPages {

    private static final int ON_A_PAGE = 50;
    private static final long LARGEST = 2 * 1024 * 1024;
    private static final String HASH = "[0-9a-f]{64}";

    private final Audit audit;

    VerifyPages(Audit audit) {
        this.audit = audit;
    }

    @GetMapping("/verify")
    Screen ask() {
        return new VerifyPage(null, null, null, audit.publicKeys());
    }

    @PostMapping("/verify")
    Screen check(
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable MultipartFile kept,
            @RequestParam(defaultValue = "") String text)
            throws IOException {
        FileCheck files = audit.fileCheck();
        try {
            // What was pasted has lost or gained the blanks around it.
            String pasted = text.isBlank() ? "" : text.strip() + "\n";
            for (String each : List.of(text(file), pasted, text(kept))) {
                if (!each.isBlank()) {
                    files.add(each);
                }
            }
        } catch (IllegalArgumentException unreadable) {
            return new VerifyPage(unreadable.getMessage(), null, null, audit.publicKeys());
        }
        if (files.isEmpty()) {
            return new VerifyPage("请选择存证文件，或者粘贴它的内容", null, null, audit.publicKeys());
        }
        audit.connect(files);
        return new VerifyPage(null, files.verify(), null, audit.publicKeys());
    }

    @GetMapping("/verify/{hash}")
    Screen known(@PathVariable String hash) {
        Entry entry = entry(hash);
        return new VerifyPage(null, audit.verify(audit.proof(entry.id())), hash, audit.publicKeys());
    }

    /** Leads to the page above; shown beside the acts of a case. */
    @GetMapping("/verify/{hash}/qr")
    ResponseEntity<String> code(@PathVariable String hash) {
        if (!hash.matches(HASH)) {
            throw unknown();
        }
        String page = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/verify/" + hash)
                .build()
                .toUriString();
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("image/svg+xml"))
                .body(QrCode.svg(page));
    }

    @GetMapping("/verify/checkpoints")
    Screen checkpoints(@RequestParam(defaultValue = "9223372036854775807") long below) {
        List<Checkpoint> newest = audit.checkpoints(below, ON_A_PAGE);
        return new CheckpointsPage(newest, newest.size() == ON_A_PAGE);
    }

    private Entry entry(String hash) {
        if (!hash.matches(HASH)) {
            throw unknown();
        }
        return audit.findByHash(hash).orElseThrow(VerifyPages::unknown);
    }

    private static String text(@Nullable MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            return "";
        }
        if (file.getSize() > LARGEST) {
            throw new IllegalArgumentException("文件超过2兆字节，不会是存证文件");
        }
        return new String(file.getBytes(), StandardCharsets.UTF_8);
    }

    private static Problem.NotFound unknown() {
        return new Problem.NotFound("没有这份存证，请核对二维码或散列值");
    }
}
