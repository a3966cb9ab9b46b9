package cn.sunlit.inquiries;

import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.Screen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inquiries of a case: progress, requests, answers, quality.
 *
 * @param diary what is told beside the requests: why the robot asked, or did not
 */
record InquiriesPage(
        CaseHeader header,
        InquiriesApi.Progress progress,
        boolean mayStart,
        boolean maySend,
        List<RoundsDiary.Entry> diary,
        @Nullable String refusal)
        implements Screen {

    @Override
    public String title() {
        return header.number().text() + " 查询";
    }

    @Override
    public int httpStatus() {
        return refusal == null ? 200 : 422;
    }

    String path() {
        return header.path() + "/inquiries";
    }

    boolean mayCancel() {
        return maySend && progress.requests().stream().anyMatch(r -> r.state().equals("QUEUED"));
    }

    List<InquiryView> requests() {
        return progress.requests();
    }
}
