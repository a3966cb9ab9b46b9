package cn.sunlit.powers;

import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.util.List;

/**
 * The form for an urgent look, and for those who review them the list.
 *
 * @param looks none for whoever does not review
 */
record LooksPage(
        String login,
        boolean begins,
        boolean reviews,
        List<Look> looks,
        String number,
        String reason,
        FormErrors errors)
        implements Screen {
    @Override
    public String title() {
        return "紧急查阅";
    }

    boolean mayReview(Look look) {
        return reviews && !look.isReviewed() && !look.login().equals(login);
    }
}
