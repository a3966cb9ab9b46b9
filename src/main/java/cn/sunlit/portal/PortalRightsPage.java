package cn.sunlit.portal;

import cn.sunlit.rights.Request;
import cn.sunlit.rights.Rights;
import cn.sunlit.rights.Subject;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A copy of one's own data, and what was asked about them.
 *
 * @param typed what stands in the form that is shown again
 */
record PortalRightsPage(
        PortalHead head, List<Request> requests, Map<String, String> typed, FormErrors errors, LocalDate today)
        implements Screen {

    @Override
    public String title() {
        return "我的个人信息";
    }

    String typed(String field) {
        return typed.getOrDefault(field, "");
    }

    List<Subject> corrections() {
        return Subject.corrections();
    }

    List<Subject> erasures() {
        return Subject.erasures();
    }

    int megabytes() {
        return Rights.EVIDENCE_MEGABYTES;
    }
}
