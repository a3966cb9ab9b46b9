package cn.sunlit.property;

import cn.sunlit.kernel.CaseId;
import java.time.LocalDate;

/** A hold on an asset was lifted; published in the transaction that stores it. */
public record ControlReleased(CaseId caseId, MeasureId measure, LocalDate on) {}
