package cn.sunlit.inquiries;

import cn.sunlit.kernel.CaseId;
import java.time.Instant;
import java.util.List;

/** What is told about a case's inquiries beside its requests: why somebody asked, or did not. */
public interface RoundsDiary {

    /** @param sentence in Chinese */
    record Entry(Instant at, String sentence) {}

    /** The newest first, a few. */
    List<Entry> newest(CaseId id);
}
