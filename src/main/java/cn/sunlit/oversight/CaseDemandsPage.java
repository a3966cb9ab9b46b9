package cn.sunlit.oversight;

import cn.sunlit.docket.InnerNode;
import cn.sunlit.documents.Document;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The orders on one case.
 *
 * @param issues whether the reader may ask or enter a letter here
 * @param replies whether the reader may answer here
 * @param login the reader, who may accept what he has asked
 * @param form which form was refused: {@code issue}, or the order's key; null when none was
 * @param typed what stood in it
 */
record CaseDemandsPage(
        CaseHeader header,
        List<Demand> demands,
        List<InnerNode> open,
        List<Document> documents,
        boolean issues,
        boolean replies,
        String login,
        String court,
        LocalDate today,
        @Nullable String form,
        Map<String, String> typed,
        FormErrors errors)
        implements Screen {

    @Override
    public String title() {
        return header.number().text() + " 督办";
    }

    @Override
    public int httpStatus() {
        return form == null ? 200 : 422;
    }

    FormErrors errors(String of) {
        return of.equals(form) ? errors : FormErrors.NONE;
    }

    String typed(String of, String field) {
        return of.equals(form) ? typed.getOrDefault(field, "") : "";
    }

    /** Whoever asked does not answer himself. */
    boolean replies(Demand each) {
        return replies && each.awaitsAnswer() && !each.issuerLogin().equals(login);
    }

    boolean decides(Demand each) {
        return issues && each.state() == Demand.State.REPLIED && each.isIssuedBy(login, court);
    }
}
