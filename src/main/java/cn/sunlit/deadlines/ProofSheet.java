package cn.sunlit.deadlines;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The proof of one node's last day as it is handed out: the computation in force, those that it replaced and why, and the entry of
 * the court's record that shows when it was put down.
 *
 * @param form {@link #FORM}
 * @param sha256 of the computation's canonical text
 * @param entry the hash of the audit entry by which the node stands on record, null before there is one
 * @param sheetSha256 of the canonical text of all the rest, so that no byte changes unnoticed; null in sheets of the first form
 */
public record ProofSheet(
        String form,
        String court,
        String caseNumber,
        String node,
        String subject,
        int run,
        String state,
        @Nullable LocalDate doneOn,
        Computation computation,
        String sha256,
        List<Replaced> replaced,
        @Nullable String entry,
        @Nullable String sheetSha256) {

    public static final String FORM = "sunlit-proof-sheet-2";

    /** As it was handed out before a sheet had a hash of its own. */
    private static final String FIRST_FORM = "sunlit-proof-sheet-1";

    /**
     * A computation that no longer holds.
     *
     * @param why what changed, by whom and when (ISO 8601, UTC)
     */
    public record Replaced(int nth, Computation computation, String sha256, String why, String by, String at) {
        public Replaced {
            Objects.requireNonNull(computation, "computation");
        }
    }

    public ProofSheet {
        if (FORM.equals(form) || FIRST_FORM.equals(form)) {
            Objects.requireNonNull(computation, "computation");
            Objects.requireNonNull(sha256, "sha256");
        }
        replaced = replaced == null ? List.of() : List.copyOf(replaced);
    }

    /** @throws IllegalArgumentException in a Chinese sentence when the text is no proof sheet */
    public static ProofSheet read(String json) {
        ProofSheet sheet = CanonicalJson.read(json, ProofSheet.class);
        if (!FORM.equals(sheet.form()) && !FIRST_FORM.equals(sheet.form())) {
            throw new IllegalArgumentException("不认识的证明格式：" + sheet.form());
        }
        return sheet;
    }

    public String canonical() {
        return CanonicalJson.write(this);
    }

    /** The same with the hash of its text. */
    public ProofSheet sealed() {
        return with(CanonicalJson.sha256(with(null).canonical()));
    }

    private ProofSheet with(@Nullable String hash) {
        return new ProofSheet(
                form, court, caseNumber, node, subject, run, state, doneOn, computation, sha256, replaced, entry, hash);
    }

    /** What does not hold, a line each in Chinese; empty when the sheet agrees with itself. */
    public List<String> differences() {
        List<String> lines = new ArrayList<>();
        check("现行推算", computation, sha256, lines);
        for (Replaced r : replaced) {
            check("第%d次推算（已被替代）".formatted(r.nth()), r.computation(), r.sha256(), lines);
        }
        if (FORM.equals(form) && !equals(sealed())) {
            lines.add("证明全文，散列值：记录为%s，内容的散列值为%s".formatted(sheetSha256, sealed().sheetSha256()));
        }
        return lines;
    }

    private static void check(String which, Computation c, String sha256, List<String> lines) {
        Reckoner.differences(c).forEach(line -> lines.add(which + "，" + line));
        if (!c.sha256().equals(sha256)) {
            lines.add(which + "，散列值：记录为%s，内容的散列值为%s".formatted(sha256, c.sha256()));
        }
    }
}
