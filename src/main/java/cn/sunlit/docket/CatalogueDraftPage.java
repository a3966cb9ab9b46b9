package cn.sunlit.docket;

import cn.sunlit.docket.CatalogueDesk.Checked;
import cn.sunlit.docket.CatalogueDiff.Changed;
import cn.sunlit.docket.TrialStore.Tally;
import cn.sunlit.docket.TrialStore.Trial;
import cn.sunlit.docket.TrialStore.Turned;
import cn.sunlit.kernel.CaseNumber;
import cn.sunlit.web.FormErrors;
import cn.sunlit.web.Screen;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A draft: what is wrong with it, what it changes, what it would have meant, and what comes next.
 *
 * @param before the version in force at the court, with which it is compared
 */
record CatalogueDraftPage(
        CatalogueDraft draft,
        String court,
        Checked checked,
        Catalogue before,
        List<Changed> nodes,
        List<Changed> publicNodes,
        @Nullable Tried tried,
        boolean mayDraft,
        boolean mayApprove,
        LocalDate today,
        Typed typed,
        FormErrors errors)
        implements Screen {

    /** What a form held that is shown again. */
    record Typed(@Nullable String from, @Nullable String reason) {
        static final Typed NOTHING = new Typed(null, null);
    }

    /** A trial as far as it has come. */
    record Tried(Trial trial, List<Tally> tallies, List<Line> turned) {
        int kept() {
            return tallies.stream().mapToInt(Tally::kept).sum();
        }

        int drafted() {
            return tallies.stream().mapToInt(Tally::drafted).sum();
        }

        /** Nodes for which anything changes. */
        List<Tally> changed() {
            return tallies.stream().filter(t -> t.kept() != t.drafted()).toList();
        }

        String stateZh() {
            return switch (trial.state()) {
                case RUNNING -> "正在试算";
                case DONE -> "试算完成";
                case CANCELLED -> "已取消";
            };
        }
    }

    record Line(Turned run, @Nullable CaseNumber number) {}

    String path(String rest) {
        return "/catalogue/drafts/" + draft.id() + rest;
    }

    boolean mayChange() {
        return mayDraft && draft.isOpen();
    }

    String nameOf(String code) {
        Catalogue catalogue = checked.catalogue();
        return catalogue != null && catalogue.has(code)
                ? catalogue.node(code).name()
                : before.has(code) ? before.node(code).name() : "";
    }

    static String shown(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public String title() {
        return "节点目录草案第" + draft.id() + "号";
    }

    @Override
    public int httpStatus() {
        return errors.isEmpty() ? 200 : 422;
    }
}
