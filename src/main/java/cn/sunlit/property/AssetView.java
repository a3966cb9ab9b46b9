package cn.sunlit.property;

import cn.sunlit.inquiries.AssetKind;
import cn.sunlit.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An asset in one case.
 *
 * @param key account or registration number, masked
 * @param owner the respondent to whom it belongs
 * @param source INQUIRY, PRESERVED, DECLARED or CLUE
 * @param earlier controls of others that came earlier, in words
 * @param screening PENDING, EXECUTABLE or NOT_EXECUTABLE
 * @param because why the screening came out so
 */
public record AssetView(
        long id,
        AssetKind kind,
        String title,
        String place,
        String key,
        String owner,
        String nature,
        @Nullable Money balance,
        @Nullable Money available,
        Instant asOf,
        String source,
        LocalDate foundOn,
        @Nullable String earlier,
        String screening,
        @Nullable String because,
        List<MeasureView> measures) {

    public AssetView {
        measures = List.copyOf(measures);
    }

    /** The screening in words. */
    public String screeningZh() {
        return switch (screening) {
            case "EXECUTABLE" -> "可供执行";
            case "NOT_EXECUTABLE" -> "不予执行";
            default -> "待甄别";
        };
    }

    public String sourceZh() {
        return switch (source) {
            case "INQUIRY" -> "网络查询";
            case "PRESERVED" -> "保全转入";
            case "DECLARED" -> "被执行人申报";
            default -> "线索核查";
        };
    }

    /** The measure that holds the asset or waits to hold it. */
    public Optional<MeasureView> control() {
        return measures.stream().filter(MeasureView::stands).findFirst();
    }

    /** Whether an order is on its way. */
    public boolean isUnderWay() {
        return measures.stream().anyMatch(m -> m.state().equals("ORDERED"));
    }
}
