package cn.sunlit.inquiries;

import cn.sunlit.statutes.AssetClass;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What can be found and held (财产种类), as configured in {@code asset-kinds.yaml} and a court's own file, see {@link AssetKinds}.
 *
 * @param code stable word of interfaces and tables, such as {@code DEPOSIT}
 * @param zh the word that people read
 * @param lawClass the class for which the law sets the longest term of a hold
 * @param measures what may be ordered about it; the first hold among them is the one that suits it best
 * @param node the node of the catalogue that a hold on it completes
 * @param valuation how its value comes to be known
 * @param also other words for it that filings bring along
 */
@Schema(type = "string", description = "财产种类代码", example = "DEPOSIT")
public record AssetKind(
        @JsonValue String code,
        String zh,
        AssetClass lawClass,
        List<String> measures,
        String node,
        Valuation valuation,
        List<String> also) {

    /** How the value of an asset comes to be known. */
    public enum Valuation {
        BALANCE("账面余额"),
        QUOTE("份额与单位净值（市价）"),
        CASH_VALUE("现金价值"),
        CLAIM("债权（收入）数额"),
        APPRAISAL("议价、询价或者评估");

        private final String zh;

        Valuation(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }

    public AssetKind {
        measures = List.copyOf(measures);
        also = List.copyOf(also);
    }

    /** Whether money lies there that an institution can transfer at once (可以直接扣划). */
    public boolean isMoney() {
        return measures.contains("DEDUCT");
    }

    /** Whether a price must be found before it can be turned into money (需要变价). */
    public boolean isAppraised() {
        return valuation == Valuation.APPRAISAL;
    }

    /** Whether a measure, by its code, may be ordered about it. */
    public boolean suits(String measure) {
        return measures.contains(measure);
    }

    /** The code of the hold that suits it best. */
    public String hold() {
        return measures.stream().filter(AssetKinds.HOLDS::contains).findFirst().orElseThrow();
    }

    @Override
    public String toString() {
        return code;
    }
}
