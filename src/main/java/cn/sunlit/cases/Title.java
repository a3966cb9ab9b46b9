package cn.sunlit.cases;

import cn.sunlit.identity.Courts;
import cn.sunlit.kernel.CourtCode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The basis of enforcement (执行依据).
 *
 * @param kind {@code JUDGMENT}, {@code RULING}, {@code MEDIATION}, {@code ARBITRATION}, {@code NOTARISED_DEBT} …
 * @param court who made it: a court's code or name, or an arbitration commission's name
 * @param performanceDue the last day for performing it voluntarily (履行期间届满日)
 */
public record Title(
        String kind,
        @Nullable String number,
        @Nullable String court,
        @Nullable LocalDate effectiveOn,
        @Nullable LocalDate performanceDue) {

    /** As a document names it, with the court by its name: 浠水县人民法院（2026）鄂1125民初88号判决书. */
    public String inFull(Courts courts) {
        String maker = court == null ? "" : court;
        String name = CourtCode.isWellFormed(maker) ? courts.nameOf(CourtCode.parse(maker)) : maker;
        return name + (number == null ? "" : number) + kindZh();
    }

    /** The kind in Chinese. */
    public String kindZh() {
        return TitleKind.zh(kind);
    }
}
