package cn.sunlit.property;

import cn.sunlit.inquiries.AssetKind;
import cn.sunlit.kernel.CaseId;
import cn.sunlit.kernel.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A hold on an asset took effect; published in the transaction that stores it. */
public record ControlTookEffect(
        CaseId caseId,
        MeasureId measure,
        AssetKind assetKind,
        @Nullable Money amount,
        LocalDate on,
        LocalDate until) {}
