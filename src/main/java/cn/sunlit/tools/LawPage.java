package cn.sunlit.tools;

import cn.sunlit.statutes.Renumbering;
import cn.sunlit.statutes.StatuteBook.Statute;
import cn.sunlit.web.Screen;
import java.util.List;

/**
 * All statutes, or where in them some words stand.
 *
 * @param words what was looked for, or empty
 * @param old the old number of an article of the Civil Procedure Law that was asked for, or empty
 * @param renumbered what it is today, an answer an edition
 */
record LawPage(List<Statute> all, String words, List<Found> found, String old, List<Renumbering.Answer> renumbered)
        implements Screen {

    /** @param around the words with a little of what stands beside them */
    record Found(String citation, String path, String around, String words) {}

    @Override
    public String title() {
        return "法律条文";
    }
}
