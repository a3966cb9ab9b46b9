package cn.sunlit.property;

import cn.sunlit.property.AssetDossier.BurdenKind;
import cn.sunlit.property.AssetDossier.Source;
import cn.sunlit.web.CaseHeader;
import cn.sunlit.web.Screen;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One asset with all that is known of it, across the court's cases.
 *
 * @param protections that the officer may find it to fall under
 * @param grounds why it may be screened out
 * @param mayReview whether its reader decides on funds kept for a purpose
 * @param refusals why the last entry was refused
 * @param typed what was filled in for it, by field; {@code form} names the form
 */
record DossierPage(
        CaseHeader header,
        AssetDossier dossier,
        List<Protection.Rule> protections,
        List<Protections.Ground> grounds,
        boolean mayEnter,
        boolean mayReview,
        List<String> refusals,
        Map<String, String> typed)
        implements Screen {

    @Override
    public String title() {
        return dossier.asset().title() + " 财产档案";
    }

    @Override
    public int httpStatus() {
        return refusals.isEmpty() ? 200 : 422;
    }

    String list() {
        return header.path() + "/assets";
    }

    String path() {
        return list() + "/" + dossier.asset().id();
    }

    /** What was typed into a field of the form that was refused. */
    String typed(String form, String field) {
        return isTyped(form) ? typed.getOrDefault(field, "") : "";
    }

    boolean isTyped(String form) {
        return form.equals(typed.get("form"));
    }

    List<Source> valueSources() {
        return List.of(Source.APPRAISED, Source.INQUIRED, Source.AGREED, Source.DECLARED, Source.CLUE, Source.REPLY);
    }

    List<Source> rightSources() {
        return Arrays.stream(Source.values()).filter(Source::isOfRight).toList();
    }

    List<BurdenKind> burdenKinds() {
        return List.of(BurdenKind.values());
    }

    /** Whether a fund kept for a purpose waits for the officer to ask. */
    boolean mayAsk() {
        return mayEnter
                && dossier.protections().stream().anyMatch(p -> p.effect().equals(Protection.Effect.WARN.zh()))
                && dossier.reviews().stream().noneMatch(r -> r.approved() == null);
    }
}
