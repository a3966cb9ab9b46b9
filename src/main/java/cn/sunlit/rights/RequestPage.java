package cn.sunlit.rights;

import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer.
 *
 * @param content what was asked in full, where somebody opened it; null otherwise
 * @param answers whether the reader may answer; confirms whether as the second person
 * @param grounds the articles on which a refusal may rest
 */
record RequestPage(
        Request request,
        Rights.@Nullable Content content,
        boolean answers,
        boolean confirms,
        List<Request.Ground> grounds,
        String reason,
        FormErrors errors,
        LocalDate today)
        implements Screen {

    @Override
    public String title() {
        return request.what();
    }

    boolean canGrant() {
        return answers && request.state() == Request.State.ASKED && request.subject() != Subject.OTHER;
    }

    boolean canRefuse() {
        return answers && request.isOpen();
    }

    boolean canConfirm() {
        return confirms && request.state() == Request.State.PROPOSED;
    }
}
